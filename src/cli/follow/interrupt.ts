/** What a person who pressed Ctrl-C wants: to leave the operation running, or (pressed twice) to abort it. */
export type Wish = 'leave' | 'abort';

export interface Interrupt {
  /** Settles at the first clear wish; never where nobody interrupts. */
  readonly wish: Promise<Wish>;
  /** Gives the signals back. */
  stop(): void;
}

/** Time to press Ctrl-C a second time. */
const secondPressMs = 2000;

/** Listens for Ctrl-C and for the end of a CI job. `ask` is called at the first press, to say what a second one does. */
export function listenForInterrupt(ask: () => void): Interrupt {
  let clock: NodeJS.Timeout | undefined;
  let settle: (wish: Wish) => void = () => undefined;
  const wish = new Promise<Wish>((resolve) => { settle = resolve; });
  const pressed = (): void => {
    if (clock) return settle('abort');
    ask();
    clock = setTimeout(() => settle('leave'), secondPressMs);
  };
  const ended = (): void => settle('leave');
  process.on('SIGINT', pressed);
  process.on('SIGTERM', ended);
  return {
    wish,
    stop: () => {
      clearTimeout(clock);
      process.off('SIGINT', pressed);
      process.off('SIGTERM', ended);
    },
  };
}
