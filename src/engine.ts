import inspector from 'node:inspector';
import { engineExitCode } from './core/api/engine-file';
import { problemText, toProblem } from './core/errors';
import { checkTrial } from './engine/http/check-trial';
import { containerReading } from './engine/http/container-reading';
import { ruleBook } from './engine/http/rule-book';
import { runners } from './engine/operations/runners';
import { engineArguments, type EngineArguments } from './engine/process/arguments';
import { runEngine } from './engine/process/run-engine';
import { versionAbove } from './engine/process/version';
import { testSource } from './engine/sources/open-source';

// For a debugger: the port that it attaches to on loopback. The engine has no terminal of its own to ask for it.
const debugPort = Number(process.env.PLUMBLINE_ENGINE_INSPECT);
if (Number.isInteger(debugPort) && debugPort > 0) inspector.open(debugPort, '127.0.0.1');

// Statements of scans occupy threads of Node's pool while they run; the store and file reads must not wait for them.
process.env.UV_THREADPOOL_SIZE ??= '16';

function readArguments(): EngineArguments {
  try {
    return engineArguments(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${problemText(toProblem(error))}\n`);
    return process.exit(engineExitCode.usage);
  }
}

void runEngine({
  args: readArguments(),
  version: versionAbove(__dirname),
  checkReplies: process.env.PLUMBLINE_CHECK_REPLIES === '1',
  work: (store, sessions) => {
    const rules = ruleBook(store);
    return {
      runners, rules, trial: checkTrial(store, rules, sessions, () => new Date()), reading: containerReading(store, sessions, () => new Date()),
      probe: { test: (connection, datastore, gone) => testSource(connection, datastore && { id: 0, database: datastore.database, schema: datastore.schema, read_options: datastore.read_options }, { sessions, signal: gone }) },
    };
  },
}).then((code) => process.exit(code));
