import * as z from 'zod/mini';
import { cell } from './anomaly-panel';
import { goneState, loadingState, notice, readyMessage, reloadMessage } from './wire';

/** Rows that the host holds for the view at a time. */
export const previewWindow = 200;

const rowIndex = z.int().check(z.minimum(0));

export const previewColumn = z.object({ name: z.string(), type: z.string(), nativeType: z.string() });
export type PreviewColumn = z.output<typeof previewColumn>;

export const previewSort = z.object({ field: z.string(), descending: z.boolean() });
export type PreviewSort = z.output<typeof previewSort>;

/** A stretch of a container's rows. */
export const shownPreview = z.object({
  kind: z.literal('preview'),
  name: z.string(),
  datastore: z.string(),
  columns: z.array(previewColumn),
  /** Place of the first row of `rows` among all rows, from 0. */
  offset: rowIndex,
  rows: z.array(z.array(cell)),
  /** Of each row: its place in the data, whatever the order shown; null where there is none. */
  numbers: z.array(z.nullable(z.number())),
  /** All rows, of those that the filter lets through; null while it is not known. */
  total: z.nullable(z.number()),
  /** More rows follow those held. */
  more: z.boolean(),
  sort: z.nullable(previewSort),
  /** The condition that is applied now; empty for none. */
  filter: z.string(),
  /** Why the condition that was asked for is not applied. */
  filterProblem: z.nullable(z.string()),
  /** The row to bring into sight, and a count that rises with each wish, so that the same row can be wished for again. */
  reveal: z.object({ row: rowIndex, wish: z.number() }),
  busy: z.boolean(),
  notes: z.array(z.string()),
  notice: z.nullable(notice),
});
export type ShownPreview = z.output<typeof shownPreview>;

export const previewPanelState = z.discriminatedUnion('kind', [loadingState, goneState, shownPreview]);
export type PreviewPanelState = z.output<typeof previewPanelState>;

/** What the view saves to find its container after a reload. */
export const previewTarget = z.object({ serverId: z.string(), containerId: z.int(), row: z.optional(rowIndex), filter: z.optional(z.string().check(z.maxLength(10_000))) });
export type PreviewTarget = z.output<typeof previewTarget>;

export const previewToView = z.object({ type: z.literal('state'), target: previewTarget, state: previewPanelState });
export type PreviewToView = z.output<typeof previewToView>;

export const previewToHost = z.discriminatedUnion('type', [
  readyMessage,
  reloadMessage,
  /** Rows around this one are in sight. */
  z.object({ type: z.literal('see'), row: rowIndex }),
  z.object({ type: z.literal('jump'), row: rowIndex }),
  z.object({ type: z.literal('sort'), sort: z.nullable(previewSort) }),
  z.object({ type: z.literal('filter'), text: z.string().check(z.maxLength(10_000)) }),
  z.object({ type: z.literal('copy'), text: z.string().check(z.maxLength(10_000_000)) }),
  z.object({ type: z.literal('createCheck'), field: z.string() }),
]);
export type PreviewToHost = z.output<typeof previewToHost>;
