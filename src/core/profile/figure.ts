import type { Drawing } from './drawing';

export const figureKinds = ['completeness', 'correlations', 'keys', 'dependencies', 'partitions', 'values', 'histogram', 'quantiles', 'formats', 'gaps', 'related', 'drift', 'trend'] as const;
export type FigureKind = (typeof figureKinds)[number];

export type FigureCell = string | number | null;

/** Something that a profile shows: a picture where one helps, and always its numbers. What the columns are called follows from the kind. */
export interface Figure {
  readonly kind: FigureKind;
  readonly drawing: Drawing | null;
  readonly rows: readonly (readonly FigureCell[])[];
  /** For each row the condition, in SQL, that its records meet; null where there is none to say. */
  readonly filters: readonly (string | null)[];
  /** A statement that gives the same numbers from the data; null where it would not be one. */
  readonly sql: string | null;
  /** Measured on a sample of the records. */
  readonly sampled: boolean;
}
