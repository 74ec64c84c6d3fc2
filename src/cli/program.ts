import { Command, CommanderError } from 'commander';
import { PlumblineError, problemText, toProblem } from '../core/errors';
import { addAnomalies } from './commands/anomalies';
import { addAsk } from './commands/ask';
import { addChecks } from './commands/checks';
import { addContainers } from './commands/containers';
import { addDatastores } from './commands/datastores';
import { addMetrics } from './commands/metrics';
import { addOperations } from './commands/operations';
import { addServe } from './commands/serve';
import type { Surroundings } from './context';
import { exitCode, exitCodeHelp, exitCodeOf } from './exit-codes';
import { addGlobalOptions } from './options/global-options';

const about = `Data quality for files and databases: catalogue, profile and scan them, and decide about anomalies.

It works on the store (.plumbline) of the folder that you stand in or one above it, with an engine on this machine;
or on a Qualytics server named by --url or QUALYTICS_URL, with the token in QUALYTICS_TOKEN.`;

const examples = `
Examples:
  plumbline datastores add ./data
  plumbline containers preview orders --delimiter ";"
  plumbline operations pipeline --datastore data --fail-on-anomalies
  plumbline operations scan --datastore-id 42,43 --container-names orders,customers
  plumbline anomalies list --format json | jq '.[].message'
  plumbline checks export -o checks/ && plumbline checks import -i checks/ --dry-run`;

/** Help, errors and exits of a command go through us, not straight to the process. Inherited by those made later. */
function build(around: Surroundings, finish: (code: number) => void): Command {
  const program = new Command('plumbline');
  program.description(about).version(around.version, '-V, --version', 'print the version').exitOverride()
    .configureOutput({ writeOut: around.terminal.out, writeErr: (text) => around.terminal.say(text.trimEnd()) })
    .configureHelp({ showGlobalOptions: true, sortSubcommands: false })
    .showHelpAfterError('(--help tells how)');
  addGlobalOptions(program);
  program.addHelpText('after', `${examples}\n${exitCodeHelp}`);
  const building = { around, finish };
  addDatastores(program, building);
  addContainers(program, building);
  addOperations(program, building);
  addChecks(program, building);
  addAnomalies(program, building);
  addMetrics(program, building);
  addAsk(program, building);
  addServe(program, building);
  return program;
}

/** Runs the command line `argv` (without node and script); gives the exit code. Errors are said, never thrown. */
export async function runCommandLine(argv: readonly string[], around: Surroundings): Promise<number> {
  let code: number = exitCode.success;
  try {
    await build(around, (ended) => { code = ended; }).parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    // Commander has said its own.
    if (!(error instanceof CommanderError)) {
      const problem = toProblem(error);
      around.terminal.say(`plumbline: ${problemText(problem)}`);
      if (around.env.PLUMBLINE_DEBUG || !(error instanceof PlumblineError)) around.terminal.say(problem.detail ?? '');
    }
    return exitCodeOf(error);
  }
}
