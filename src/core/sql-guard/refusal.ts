import { PlumblineError } from '../errors';

/** Thrown inside the guard: what is wrong, and where (index of the UTF-16 unit, 0-based). */
export class Refusal extends Error {
  constructor(readonly reason: string, readonly position: number) {
    super(reason);
  }
}

export function refuse(reason: string, position: number): never {
  throw new Refusal(reason, position);
}

/** The refusal as users see it, with line and column (1-based). `name` is how the place is called, e.g. `filter`. */
export function refusedProblem(refusal: Refusal, sql: string, name: string, path: string): PlumblineError {
  const before = sql.slice(0, refusal.position).split('\n');
  const [line, column] = [before.length, (before[before.length - 1] ?? '').length + 1];
  return new PlumblineError({
    code: 'bad-request', reason: `The ${name} cannot be used: ${refusal.reason} (line ${line}, column ${column}).`,
    remedy: 'Write a single SQL expression over the fields of the container that only reads.', place: { path, line, column },
  });
}
