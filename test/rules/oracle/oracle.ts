import type fc from 'fast-check';
import type { Cell, Kind } from './cells';
import type { World, WorldColumn } from './world';

/** A check on a world, as it would be stored. */
export interface OracleCheck {
  readonly fields: readonly string[];
  readonly properties: Record<string, unknown>;
}

/** One row, cells by column name. */
export type OracleRow = ReadonlyMap<string, Cell>;

export interface OracleContext {
  readonly now: Date;
  readonly columns: readonly WorldColumn[];
  /** Rows and columns of the other container, for rules that refer to one. */
  readonly reference?: World;
  readonly history: readonly { readonly value: number; readonly captured: Date }[];
  readonly modified: Date | null;
  /** Column that tells the partition of a row. */
  readonly partition: string | null;
}

/** What the oracle says of a check on some rows, found without any SQL. */
export interface OracleAnswer {
  readonly holds: boolean;
  /** Positions (in the rows given) of the rows to show; null where the rule names none. */
  readonly rows: readonly number[] | null;
  /** Count of failing rows where it is not the number of rows shown; null where none are counted. */
  readonly failing?: number | null;
}

/** An independent second meaning of a rule. */
export interface RuleOracle {
  readonly rule: string;
  /** Kinds of the columns of the worlds to try it on. */
  readonly kinds: readonly Kind[];
  /** Kinds of the columns of the other container. */
  readonly referenceKinds?: readonly Kind[];
  /** The other container where it must be like this one; else it is made of `referenceKinds`. */
  readonly referenceOf?: (world: World) => fc.Arbitrary<World>;
  readonly checks: (world: World, reference: World) => fc.Arbitrary<OracleCheck>;
  readonly answer: (check: OracleCheck, rows: readonly OracleRow[], context: OracleContext) => OracleAnswer;
}

/** An oracle for rules that judge each row by itself. */
export function byRow(breaks: (row: OracleRow, check: OracleCheck, context: OracleContext) => boolean): RuleOracle['answer'] {
  return (check, rows, context) => {
    const failing = rows.flatMap((row, index) => (breaks(row, check, context) ? [index] : []));
    return { holds: failing.length === 0, rows: failing };
  };
}

/** An oracle for rules that judge the value of the first field; null holds. */
export function byValue(breaks: (cell: Exclude<Cell, null>, check: OracleCheck, context: OracleContext) => boolean): RuleOracle['answer'] {
  return byRow((row, check, context) => {
    const cell = row.get(check.fields[0]!) ?? null;
    return cell !== null && breaks(cell, check, context);
  });
}
