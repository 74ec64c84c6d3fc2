import { engineExitCode } from '../../core/api/engine-file';
import type { Log } from './log';

export interface Leaving {
  /** Begins to leave in order. */
  leave(why: string, code: number): void;
  /** Ends the process at once. */
  endNow(why: string): void;
}

/**
 * Leaves on signals and on errors that nobody caught; a second signal ends the process at once. Closing of its parent's
 * streams does not end it.
 */
export function watchProcess(log: Log, { leave, endNow }: Leaving): void {
  let told = 0;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      told++;
      if (told === 1) leave(signal, 0);
      else endNow(`${signal} again`);
    });
  }
  // The engine outlives the terminal and the window that started it.
  process.on('SIGHUP', () => log('info', 'the terminal closed; going on'));
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      log('error', `${event}: ${error instanceof Error ? error.stack : String(error)}`);
      leave('an error that nobody caught', engineExitCode.crashed);
    });
  }
}
