export interface Throttle {
  /** Runs the work now, or as soon as `every` ms have gone since it last ran. */
  call(): void;
  dispose(): void;
}

/** Runs `work` at most once in `every` ms; the last call is never lost. */
export function createThrottle(work: () => void, every: number, now: () => number = Date.now): Throttle {
  let last = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const run = (): void => {
    timer = undefined;
    last = now();
    work();
  };
  return {
    call() {
      if (timer !== undefined) return;
      const wait = last + every - now();
      if (wait <= 0) run();
      else timer = setTimeout(run, wait);
    },
    dispose() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
