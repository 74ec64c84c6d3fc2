import type { FieldType } from '../api/schemas/container';

/** A column as a rule sees it. `nativeType` is the source's own word for the type, e.g. `DECIMAL(18,3)`. */
export interface RuleColumn {
  readonly name: string;
  readonly type: FieldType;
  readonly nativeType: string;
}

/**
 * A cheap statistic of one column over all rows of the container.
 * `rows` count of rows · `nulls` count of nulls · `min`, `max` of numbers and times, NULL where no value is ·
 * `minBytes`, `maxBytes` of text, NULL where no value is.
 * NaN is the greatest number: `max` must be NaN where one exists (Parquet footers leave NaN out, so they do not give
 * `max` of FLOAT and DOUBLE). A statistic that is not known must not be passed as NULL: the proof is then not used.
 */
export type StatKind = 'rows' | 'nulls' | 'min' | 'max' | 'minBytes' | 'maxBytes';
export interface Stat {
  readonly kind: StatKind;
  /** Empty for `rows`. */
  readonly column: string;
}

/**
 * A way to see from statistics alone that no row breaks a check. It stays true for every subset of the rows, so a
 * filter or a bound does not spoil it. It can only prove a check clean, never that it fails.
 */
export interface Proof {
  readonly stats: readonly Stat[];
  /** SQL boolean over the statistics; `value` gives the SQL of one of them. TRUE: clean. FALSE or NULL: not known. */
  holds(value: (stat: Stat) => string): string;
}

interface Common {
  /** Every column that the meaning reads, without repetition. */
  readonly columns: readonly string[];
  /** Numbers to record with this scan: key -> aggregate SQL over the filtered rows, cast to DOUBLE. */
  readonly captures?: Readonly<Record<string, string>>;
}

/** Each row by itself holds or breaks the check. */
export interface RowMeaning extends Common {
  readonly kind: 'row';
  /** SQL predicate: TRUE exactly on the rows that break the check; FALSE or NULL on all others. */
  readonly fails: string;
  /** Any one of them suffices. */
  readonly proofs: readonly Proof[];
  /** The one column that alone decides `fails`, so that it can be decided on the distinct values; null where several do. */
  readonly domain: string | null;
  /** What `fails` costs a row: numbers and nulls · plain text functions · regular expressions. */
  readonly cost: 'cheap' | 'text' | 'regex';
}

/** A row is judged against a set of others; `fails` holds sub-queries, so it runs in a pass of its own. */
export interface SetMeaning extends Common {
  readonly kind: 'set';
  /** As {@link RowMeaning.fails}. `source`: the filtered rows, as something to put behind FROM, without an alias. */
  fails(source: string): string;
  readonly domain: string | null;
}

/**
 * Rows whose key (the values of `columns`) occurs more than once. A row whose key fields are all null has no key and
 * is left out; else null equals null. `failing` = rows with a key - distinct keys (the surplus: how many rows would
 * have to go); the rows to show are all rows of the repeated keys, `fails` names them.
 */
export interface KeysMeaning extends Common {
  readonly kind: 'keys';
  /** SQL aggregate over the filtered rows: the number of surplus rows. */
  readonly failing: string;
  /** As {@link SetMeaning.fails}: TRUE on every row of a repeated key. */
  fails(source: string): string;
}

/** One answer for all filtered rows, from aggregate expressions that can share a pass with others. */
export interface AggregateMeaning extends Common {
  readonly kind: 'aggregate';
  /** SQL aggregate, boolean: TRUE where the check holds; NULL counts as held. */
  readonly holds: string;
  /** Numbers and texts for the message: key -> SQL aggregate, cast to VARCHAR. */
  readonly found: Readonly<Record<string, string>>;
  /** True where it counts distinct values or reads another container, and so deserves a statement of its own. */
  readonly heavy: boolean;
}

/** One answer for all filtered rows that needs a statement of its own. */
export interface QueryMeaning extends Common {
  readonly kind: 'query';
  /** SQL that gives exactly one row: `holds` BOOLEAN, `failing` BIGINT or NULL, and one VARCHAR for each key of `found`. */
  statement(source: string): string;
  readonly found: readonly string[];
  /** Where rows can be named: as {@link SetMeaning.fails}. */
  readonly fails?: (source: string) => string;
}

/** Already settled by what the source's catalogue says; nothing is read. */
export interface CatalogueMeaning extends Common {
  readonly kind: 'catalogue';
  readonly holds: boolean;
  readonly found: Readonly<Record<string, string | null>>;
}

/** What a check asks of the data, ready for the planner to settle. */
export type Meaning = RowMeaning | SetMeaning | KeysMeaning | AggregateMeaning | QueryMeaning | CatalogueMeaning;
