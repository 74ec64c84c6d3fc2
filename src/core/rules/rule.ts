import type { z } from 'zod';
import type { FieldType } from '../api/schemas/container';
import type { ExpressionMode, GuardedExpression } from '../sql-guard/guard';
import type { Dialect } from './dialect';
import type { Meaning, RuleColumn } from './meaning';

/** Another container that a check refers to, opened in the same session. */
export interface RuleReference {
  /** Something to put behind FROM, without an alias. */
  readonly from: string;
  readonly columns: readonly RuleColumn[];
  /** The container's name, which users may write before the names of its fields. */
  readonly name?: string | undefined;
}

/** A number recorded by an earlier scan. */
export interface Captured {
  readonly value: number;
  readonly captured: Date;
}

/** What a check needs from outside before its meaning can be made. */
export interface Needs {
  readonly references: readonly { readonly datastoreId: number | null; readonly containerId: number }[];
  /** Keys of recorded numbers. */
  readonly history: readonly string[];
}

/** All that a rule may look at to make the meaning of one check. Fields are already found and of a fitting type. */
export interface MeaningInput<P> {
  /** The check's fields; one for `single`, at least one for `multi`, none for `none`. */
  readonly fields: readonly RuleColumn[];
  /** All columns of the container. */
  readonly columns: readonly RuleColumn[];
  readonly properties: P;
  readonly now: Date;
  /** When the container's data was last written, null where the source does not know. */
  readonly modified: Date | null;
  /** Column (present in `source`) that tells the partition or file of a row; null where all rows are one partition. */
  readonly partition: string | null;
  /** The container that `ref_container_id` and `ref_datastore_id` name; throws where the check names none. */
  reference(): RuleReference;
  /** Earlier values of what this check captured, oldest first. */
  history(key: string): readonly Captured[];
  /** Parses user SQL over the columns of the container (or of the other one that is given) and throws a Problem with the position. */
  expression(sql: string, property: string, mode: ExpressionMode, of?: Pick<RuleReference, 'columns' | 'name'>): GuardedExpression;
  /** The column of that name among `columns` (the container's if absent); throws a Problem that names the property. */
  column(name: string, property: string, columns?: readonly RuleColumn[]): RuleColumn;
}

/** What a scan found for a failed check. */
export interface Outcome<P> {
  readonly fields: readonly string[];
  readonly properties: P;
  /** Rows looked at, after the filter; null where none were counted. */
  readonly rows: number | null;
  readonly failing: number | null;
  /** A filter bounded the rows. */
  readonly filtered: boolean;
  /** Share of rows that must hold, 1 where none is set. */
  readonly coverage: number;
  /** Values of the meaning's `found`. */
  readonly found: Readonly<Record<string, string | null>>;
}

export interface Violation {
  /** The sentence with the real numbers. */
  readonly message: string;
  readonly expected: string;
  readonly found: string;
}

/** What each corner of the data means to a rule; one short sentence each, shown in the reference. */
export interface Corners {
  readonly nulls: string;
  readonly nan: string;
  readonly infinity: string;
  readonly emptyText: string;
  readonly unicode: string;
  readonly bigNumbers: string;
  readonly earlyDates: string;
  readonly timeZones: string;
  readonly nested: string;
  readonly duplicates: string;
}

/** A check as written down. */
export interface RuleExample {
  readonly fields: readonly string[];
  readonly properties: Readonly<Record<string, unknown>>;
  /** One sentence: what it asks, and a value that would break it. */
  readonly says: string;
}

/** One entry of the catalogue. Everything that anybody knows about a rule is here. */
export interface Rule<P = unknown> {
  /** Name on the wire, e.g. `maxValue`. */
  readonly name: string;
  /** Older names that mean the same, each with what turns its properties into this rule's. */
  readonly aliases: Readonly<Record<string, (properties: Record<string, unknown>) => Record<string, unknown>>>;
  readonly title: string;
  /** One sentence that begins with "Asserts that". */
  readonly summary: string;
  readonly explanation: string;
  readonly example: RuleExample;
  readonly category: 'metadata' | 'data_integrity';
  readonly scope: 'record' | 'shape';
  readonly fields: 'none' | 'single' | 'multi';
  /** Types of the fields it takes. */
  readonly fieldTypes: readonly FieldType[] | 'any';
  /** Each property made by a function of `properties.ts`, which gives it title, description and form type. */
  readonly properties: z.ZodType<P>;
  readonly supportsFilter: boolean;
  readonly supportsCoverage: boolean;
  readonly corners: Corners;
  needs?(properties: P): Needs;
  /** Throws a Problem where the properties cannot be applied to these columns. */
  meaning(input: MeaningInput<P>, dialect: Dialect): Meaning;
  violation(outcome: Outcome<P>): Violation;
}

/** Checks the entry's types and forgets the type of its properties, which only its own schema knows. */
export function defineRule<P>(rule: Rule<P>): Rule {
  return rule;
}
