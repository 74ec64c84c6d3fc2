import { setTimeout as sleep } from 'node:timers/promises';
import type { QualityBackend } from '../../backend/port';
import type { Operation } from '../../core/api/schemas/operation';
import { PlumblineError } from '../../core/errors';
import type { Interrupt, Wish } from './interrupt';
import { hasEnded } from './outcome';

export interface FollowOptions {
  readonly pollMs: number;
  readonly timeoutMs: number;
  readonly interrupt: Interrupt;
  /** The operations as last seen, after each poll. */
  onChange(operations: readonly Operation[]): void;
  /** A poll that failed and will be tried again. */
  onTrouble(error: PlumblineError): void;
}

export interface Followed {
  readonly operations: readonly Operation[];
  readonly end: 'ended' | 'timed-out' | 'left';
}

/** So many polls in a row may fail for reasons that pass by themselves. */
const patience = 5;
const passing = new Set(['unreachable', 'timed-out', 'rate-limited', 'server-failed', 'engine-stopped']);

/** Asks once for all operations that still run; ended ones are read whole, with their containers. */
async function look(backend: QualityBackend, known: readonly Operation[]): Promise<Operation[]> {
  const open = known.filter((o) => !hasEnded(o));
  const [only, ...more] = open;
  const seen = new Map<number, Operation>();
  if (only && more.length === 0) seen.set(only.id, await backend.operation(only.id));
  else if (only) {
    for (const one of (await backend.operations({ ids: open.map((o) => o.id), size: Math.min(1000, open.length) })).items) seen.set(one.id, one);
    for (const one of open) {
      const state = seen.get(one.id);
      if (!state || hasEnded(state)) seen.set(one.id, await backend.operation(one.id));
    }
  }
  return known.map((o) => seen.get(o.id) ?? o);
}

/** Sleeps until the time is over or someone interrupts. */
async function pauseOrWish(ms: number, interrupt: Interrupt | null): Promise<Wish | null> {
  const nap = new AbortController();
  const slept = sleep(ms, null, { signal: nap.signal }).catch(() => null);
  try {
    return await (interrupt ? Promise.race([slept, interrupt.wish]) : slept);
  } finally {
    nap.abort();
  }
}

async function abortOpen(backend: QualityBackend, operations: readonly Operation[]): Promise<void> {
  for (const one of operations.filter((o) => !hasEnded(o))) {
    await backend.abort(one.id).catch((error: unknown) => {
      // It ended by itself in between.
      if (!PlumblineError.is(error, 'conflict')) throw error;
    });
  }
}

/** Waits until all operations have ended, the time is over, or a person interrupts. Never aborts by itself. */
export async function follow(backend: QualityBackend, started: readonly Operation[], options: FollowOptions): Promise<Followed> {
  const until = Date.now() + options.timeoutMs;
  let operations = started;
  let failures = 0;
  let aborting = false;
  options.onChange(operations);
  while (!operations.every(hasEnded)) {
    const left = until - Date.now();
    if (left <= 0) return { operations, end: 'timed-out' };
    let pause = options.pollMs;
    try {
      operations = await look(backend, operations);
      failures = 0;
      options.onChange(operations);
      if (operations.every(hasEnded)) break;
    } catch (error) {
      if (!(error instanceof PlumblineError) || !passing.has(error.problem.code) || ++failures > patience) throw error;
      options.onTrouble(error);
      pause = Math.max(pause, error.problem.retryAfterMs ?? 1000 * 2 ** failures);
    }
    const wish = await pauseOrWish(Math.min(left, pause), aborting ? null : options.interrupt);
    if (wish === 'leave') return { operations, end: 'left' };
    if (wish === 'abort') {
      aborting = true;
      await abortOpen(backend, operations);
    }
  }
  return { operations, end: 'ended' };
}
