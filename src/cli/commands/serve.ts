import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { engineEnvironment } from '../../backend/engine-process/engine-environment';
import { runningEngine } from '../../backend/engine-process/running-engine';
import { makeStoreFolder } from '../../store-folder/make';
import { engineExitCode } from '../../core/api/engine-file';
import { fail } from '../../core/errors';
import type { Context } from '../context';
import { exitCode } from '../exit-codes';
import type { GlobalOptions } from '../options/global-options';
import { decimal, whole } from '../options/values';
import { type Building, runs } from '../run-action';

interface Options extends GlobalOptions { port?: number; idleMinutes: number; keepDays?: number }

/** Runs the engine as a child in the foreground, and gives the exit code once it has ended. */
async function engineInForeground(context: Context, storeFolder: string, options: Options): Promise<number> {
  const child = spawn(process.execPath,
    [context.enginePath, '--store', storeFolder, '--idle-minutes', String(options.idleMinutes), '--port', String(options.port ?? 0),
      ...(options.keepDays === undefined ? [] : ['--keep-days', String(options.keepDays)])],
    { stdio: ['ignore', 'inherit', 'inherit'], env: engineEnvironment(process.env, process.versions.electron !== undefined) });
  // Ctrl-C reaches the engine by itself; it then leaves in order, and this process after it.
  const waitOn = (): void => undefined;
  const pass = (): void => { child.kill('SIGTERM'); };
  process.on('SIGINT', waitOn);
  process.on('SIGTERM', pass);
  try {
    return await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => resolve(code === 0 ? exitCode.success : code === engineExitCode.storeTaken ? exitCode.failed : exitCode.unreachable));
    });
  } finally {
    process.off('SIGINT', waitOn);
    process.off('SIGTERM', pass);
  }
}

/** `serve`: the engine of a store in the foreground, its address on standard output. */
export function addServe(program: Command, building: Building): void {
  runs<Options>(program.command('serve').description('Run the engine of the store in the foreground, until Ctrl-C')
    .option('--port <n>', 'port on this machine (default: a free one)', whole(1, 65_535))
    .option('--idle-minutes <n>', 'leave after so long without a call; 0 stays', decimal, 0)
    .option('--keep-days <n>', 'remove operations and profiles older than this; 0 keeps all (default: 180)', whole(0, 36_500))
    .addHelpText('after', '\nThe address is printed on standard output; the token is in engine.json of the store, which only you can read.'),
  building, async (context, options) => {
    const { storeFolder } = context;
    if (storeFolder === null) fail('bad-request', 'serve runs a local store, not a server.', { remedy: 'Leave out --url and QUALYTICS_URL, or name a store with --store.' });
    if (!existsSync(context.enginePath)) fail('engine-unavailable', `The engine is not where it should be: ${context.enginePath}.`, { remedy: 'Install Plumbline again.' });
    makeStoreFolder(storeFolder);
    const running = await runningEngine(storeFolder, context.transport);
    if (running) fail('conflict', `The engine of this store runs already: process ${running.pid} at ${running.url}.`);
    return engineInForeground(context, storeFolder, options);
  }, { mayCreateStore: true });
}
