import type { Operation } from '../../core/api/schemas/operation';
import type { Terminal } from '../terminal';
import { hasEnded } from './outcome';
import { liveLine, stateLine } from './progress-text';

/** Shows operations while they run, on standard error. */
export interface ProgressView {
  show(operations: readonly Operation[]): void;
  /** A line beside the progress. */
  say(line: string): void;
  /** Leaves what is shown as it is. */
  end(): void;
}

/** One line per change of state: for logs and pipes. */
function plainView(terminal: Terminal): ProgressView {
  const last = new Map<number, string>();
  return {
    show: (operations) => {
      for (const operation of operations) {
        const line = stateLine(operation);
        if (last.get(operation.id) !== line) terminal.say(line);
        last.set(operation.id, line);
      }
    },
    say: terminal.say,
    end: () => undefined,
  };
}

/** One line per operation that is drawn over, with measured figures. */
function liveView(terminal: Terminal): ProgressView {
  const began = Date.now();
  let drawn = 0;
  let over = false;
  let shown: readonly Operation[] = [];
  const clear = (): void => {
    if (drawn > 0) terminal.rawError(`\u001b[${drawn}A\r\u001b[J`);
    drawn = 0;
  };
  const draw = (): void => {
    clear();
    const width = terminal.columns() - 1;
    // More lines than a screen has could not be drawn over: then only those that run.
    const some = shown.length <= 20 ? shown : shown.filter((o) => !hasEnded(o)).slice(0, 20);
    const lines = some.map((operation) => liveLine(operation, Date.now() - began, width));
    terminal.rawError(lines.map((line) => `${line}\n`).join(''));
    drawn = lines.length;
  };
  const tick = setInterval(() => { if (!shown.every(hasEnded)) draw(); }, 200);
  tick.unref();
  return {
    show: (operations) => { shown = operations; draw(); },
    say: (line) => { clear(); terminal.say(line); draw(); },
    end: () => {
      clearInterval(tick);
      if (over) return;
      over = true;
      // Nothing is drawn over any more, so that a line may be as long as it is.
      clear();
      const width = terminal.columns() - 1;
      terminal.rawError(shown.map((o) => `${hasEnded(o) ? stateLine(o) : liveLine(o, Date.now() - began, width)}\n`).join(''));
    },
  };
}

const silent: ProgressView = { show: () => undefined, say: () => undefined, end: () => undefined };

export function progressView(terminal: Terminal, quiet: boolean): ProgressView {
  if (quiet) return silent;
  return terminal.errorIsTerminal ? liveView(terminal) : plainView(terminal);
}
