/** One number or text that a step gives: the SQL of it, which check it belongs to and what it is there. */
export interface StepOutput {
  /** null: the number of all rows looked at. */
  readonly checkId: number | null;
  /** `rows`, `failing`, `holds`, `found.KEY`, `capture.KEY`. */
  readonly key: string;
  readonly sql: string;
}

/** One statement of a scan: a single row of outputs over something behind FROM. */
export interface Step {
  readonly name: string;
  readonly purpose: string;
  /** What it does, as a person reads it while it runs. */
  readonly phase: string;
  readonly from: string;
  /** SQL of the number of all rows, where it is not `count(*)`. */
  readonly total?: string;
  readonly outputs: readonly StepOutput[];
  /** What it costs in comparison with other steps of the plan, for progress. */
  readonly weight: number;
}

/** A step's SQL. Equal expressions are computed once; `columns[i]` is the place in the row of output i. */
export function stepStatement(step: Step): { sql: string; columns: readonly number[] } {
  const places = new Map<string, number>();
  const columns = step.outputs.map((output) => {
    const known = places.get(output.sql);
    if (known !== undefined) return known;
    places.set(output.sql, places.size);
    return places.size - 1;
  });
  const list = [...places.keys()].map((sql, i) => `${sql} AS o${i}`);
  return { sql: `SELECT ${list.join(',\n  ')}\nFROM ${step.from} AS scanned`, columns };
}

/** The checks that a step gives numbers for. */
export function checksOf(step: Step): number[] {
  return [...new Set(step.outputs.flatMap((output) => (output.checkId === null ? [] : [output.checkId])))];
}

/** The step with only those outputs that belong to the given checks, and the number of all rows. */
export function narrowed(step: Step, ids: ReadonlySet<number>): Step {
  return { ...step, outputs: step.outputs.filter((output) => output.checkId === null || ids.has(output.checkId)) };
}
