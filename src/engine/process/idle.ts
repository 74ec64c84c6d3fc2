export interface IdleWatch {
  /** A call began (1) or ended (-1). */
  onCall(change: 1 | -1): void;
  /** Calls that are being worked on. */
  open(): number;
  stop(): void;
}

/**
 * Calls `onIdle` once when for `limit` milliseconds no call was open or made and `busy` was false all along.
 * A limit of 0 never does.
 */
export function idleWatch(limit: number, busy: () => boolean, onIdle: () => void, now: () => number = Date.now): IdleWatch {
  let open = 0;
  let last = now();
  const timer = limit === 0 ? undefined : setInterval(() => {
    if (open > 0 || busy()) last = now();
    else if (now() - last >= limit) {
      clearInterval(timer);
      onIdle();
    }
  }, Math.max(20, Math.min(limit / 4, 10_000)));
  return {
    onCall: (change) => {
      open += change;
      last = now();
    },
    open: () => open,
    stop: () => clearInterval(timer),
  };
}
