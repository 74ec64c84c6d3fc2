import path from 'node:path';
import { lazyUndiciTransport } from './backend/transport/lazy-undici';
import { runCommandLine } from './cli/program';
import { secretsOf, withoutSecrets } from './cli/secrets';
import { processTerminal } from './cli/terminal';
import { versionIn } from './cli/version';

/** Entry of the command `plumbline`: composes its surroundings and sets the exit code. The engine lies beside it. */
async function main(): Promise<void> {
  const argv = process.argv.slice(2);
  process.exitCode = await runCommandLine(argv, {
    terminal: withoutSecrets(processTerminal(), secretsOf(argv, process.env)), env: process.env, folder: process.cwd(), enginePath: path.join(__dirname, 'engine.js'),
    transport: lazyUndiciTransport(), version: versionIn(path.join(__dirname, '..', 'package.json')),
  });
}

void main();
