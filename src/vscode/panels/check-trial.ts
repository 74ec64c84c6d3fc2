import type { CheckCreate } from '../../core/api/schemas/check';
import type { QualityBackend } from '../../backend/port';
import { toProblem } from '../../core/errors';
import type { Trial } from '../../core/protocol/check-panel';

export interface TrialRunner {
  readonly latest: Trial | null;
  /** Asks the server about a draft; null says that the draft is not complete. While one is asked, only the newest waits. */
  ask(seq: number, check: CheckCreate | null): void;
  dispose(): void;
}

/** Tries drafts of a check on the server, one at a time: a large table must not be counted for every key that is pressed. */
export function createTrialRunner(backend: () => Promise<QualityBackend>, changed: () => void): TrialRunner {
  let latest: Trial | null = null;
  let waiting: { seq: number; check: CheckCreate } | null = null;
  let running = false;
  let wanted = -1;

  async function outcome(check: CheckCreate): Promise<Trial['outcome']> {
    try {
      const said = await (await backend()).validateCheck(check);
      if (!said.valid) {
        return { state: 'invalid', message: said.message ?? '', property: said.property ?? null, column: said.position ?? null };
      }
      return {
        state: 'valid', rows: said.rows ?? null, failing: said.failing_rows ?? null, passes: said.would_pass ?? null, violation: said.violation ?? null,
        note: said.message ?? null,
      };
    } catch (error) {
      const problem = toProblem(error);
      if (problem.code === 'bad-request') {
        return { state: 'invalid', message: problem.reason, property: problem.place?.path ?? null, column: problem.place?.column ?? null };
      }
      return { state: 'unknown', reason: problem.remedy ? `${problem.reason} ${problem.remedy}` : problem.reason };
    }
  }

  async function run(): Promise<void> {
    running = true;
    while (waiting) {
      const { seq, check } = waiting;
      waiting = null;
      const found = await outcome(check);
      if (seq !== wanted) continue;
      latest = { seq, outcome: found };
      changed();
    }
    running = false;
  }

  return {
    get latest() { return latest; },
    ask(seq, check) {
      wanted = seq;
      waiting = check ? { seq, check } : null;
      latest = check ? { seq, outcome: { state: 'running' } } : null;
      changed();
      if (!running) void run();
    },
    dispose() {
      wanted = -1;
      waiting = null;
    },
  };
}
