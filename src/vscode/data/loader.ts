import { toProblem, type Problem } from '../../core/errors';
import { createSignal, type Subscription } from '../../core/stores/events';

export type LoadPhase = 'new' | 'loading' | 'ready' | 'failed';

export interface LoadState {
  readonly phase: LoadPhase;
  /** Why the last load failed. */
  readonly problem: Problem | null;
  /** When data came last, in ms since 1970; null before the first time. */
  readonly at: number | null;
}

export interface Loader {
  readonly state: LoadState;
  /** Loads, or joins the load that is under way. Never rejects: gives the problem, if there was one. */
  run(): Promise<Problem | null>;
  /** Forgets everything; what is still under way is ignored when it comes. */
  reset(): void;
  onDidChange(listener: (state: LoadState) => void): Subscription;
}

const untouched: LoadState = { phase: 'new', problem: null, at: null };

/** Runs `work` one at a time. `work` asks `current()` after each wait and writes nothing once that is false. */
export function createLoader(work: (current: () => boolean) => Promise<void>, now: () => number = Date.now): Loader {
  const changes = createSignal<LoadState>();
  let state = untouched;
  let generation = 0;
  let running: Promise<Problem | null> | undefined;

  function move(next: LoadState): void {
    state = next;
    changes.fire(state);
  }

  async function load(mine: number): Promise<Problem | null> {
    const current = (): boolean => mine === generation;
    move({ ...state, phase: 'loading' });
    let problem: Problem | null = null;
    try {
      await work(current);
    } catch (error) {
      problem = toProblem(error);
    }
    if (!current()) return null;
    running = undefined;
    move(problem ? { ...state, phase: 'failed', problem } : { phase: 'ready', problem: null, at: now() });
    return problem;
  }

  return {
    get state() { return state; },
    run: () => (running ??= load(generation)),
    reset() {
      generation += 1;
      running = undefined;
      if (state !== untouched) move(untouched);
    },
    onDidChange: (listener) => changes.on(listener),
  };
}
