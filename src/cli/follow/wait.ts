import type { Operation } from '../../core/api/schemas/operation';
import { problemText } from '../../core/errors';
import type { Context } from '../context';
import { exitCode } from '../exit-codes';
import { follow, type Followed } from './follow';
import { listenForInterrupt } from './interrupt';
import { spanText } from './progress-text';
import { progressView } from './progress-view';
import { hasEnded, outcomeCode } from './outcome';
import { sayFailures } from './failures';

export interface WaitOptions {
  readonly quiet?: boolean;
  /** Milliseconds between two polls; a local engine is asked more often than a server unless said. */
  readonly pollInterval?: number;
  readonly timeout: number;
  readonly failOnAnomalies?: boolean;
}

const localPollMs = 250;
const serverPollMs = 5000;

function goesOn(context: Context, operations: readonly Operation[], why: string): void {
  const open = operations.filter((o) => !hasEnded(o)).map((o) => o.id);
  context.terminal.say(`${why} ${open.length === 1 ? `Operation ${open[0] ?? ''} goes on` : `Operations ${open.join(', ')} go on`}:`
    + ` wait for it with "plumbline operations wait ${open.join(' ')}", stop it with "plumbline operations abort ${open.join(' ')}".`);
}

function codeOf(context: Context, { operations, end }: Followed, options: WaitOptions): number {
  if (end === 'left') {
    goesOn(context, operations, 'Interrupted.');
    return exitCode.left;
  }
  if (end === 'timed-out') {
    goesOn(context, operations, `Not ended within ${spanText(options.timeout)}.`);
    return exitCode.timedOut;
  }
  sayFailures(context, operations);
  return outcomeCode(operations, options.failOnAnomalies === true);
}

/** Follows started operations to their end with progress on standard error; gives their last state and the exit code. */
export async function waitFor(context: Context, started: readonly Operation[], options: WaitOptions): Promise<{ operations: readonly Operation[]; code: number }> {
  const view = progressView(context.terminal, options.quiet === true);
  const interrupt = listenForInterrupt(() => context.terminal.say('Press Ctrl-C again to abort the operation; otherwise it goes on without this command.'));
  try {
    const followed = await follow(context.backend, started, {
      pollMs: options.pollInterval ?? (context.storeFolder === null ? serverPollMs : localPollMs), timeoutMs: options.timeout, interrupt,
      onChange: view.show, onTrouble: (error) => view.say(`${problemText(error.problem)} Trying again.`),
    });
    view.end();
    return { operations: followed.operations, code: codeOf(context, followed, options) };
  } finally {
    view.end();
    interrupt.stop();
  }
}
