import * as z from 'zod/mini';
import { goneState, instant, loadingState, notice, readyMessage, reloadMessage } from './wire';

const named = z.object({ id: z.number(), name: z.string() });
const count = z.nullable(z.number());
const text = z.nullable(z.string());

export const shownCheck = z.object({
  id: z.number(),
  rule: z.string(),
  fields: z.array(z.string()),
  message: z.string(),
  expected: text,
  found: text,
  /** Rows that break it. */
  rows: count,
  filter: text,
  /** Share of rows that must hold, 0..1. */
  coverage: count,
  description: text,
});
export type ShownCheck = z.output<typeof shownCheck>;

export const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type Cell = z.output<typeof cell>;

export const shownRow = z.object({
  id: z.string(),
  cells: z.array(cell),
  /** Indexes of the failing cells, each with the ids of the checks that it breaks. */
  marks: z.array(z.object({ column: z.number(), checks: z.array(z.number()) })),
});
export type ShownRow = z.output<typeof shownRow>;

export const shownRows = z.object({
  columns: z.array(z.string()),
  /** What columns were searched by, and columns of the container that are not sent: they do not match it, or are too many. */
  searched: z.string(),
  columnsLeftOut: z.number(),
  rows: z.array(shownRow),
  /** The server may keep more of them than were asked for. */
  more: z.boolean(),
});
export type ShownRows = z.output<typeof shownRows>;

export const shownChange = z.object({
  at: z.nullable(instant),
  who: text,
  operation: z.string(),
  changes: z.array(z.object({ field: z.string(), from: z.string(), to: z.string() })),
});
export type ShownChange = z.output<typeof shownChange>;

export const shownComment = z.object({ id: z.number(), at: z.nullable(instant), who: text, text: z.string() });

/** A part of the panel that is fetched by itself: null while it is on its way. */
const fetched = <T extends z.ZodMiniType>(value: T) => z.nullable(z.union([z.object({ value }), z.object({ problem: z.string() })]));

export const settableStatus = z.enum(['Active', 'Acknowledged', 'Resolved', 'Invalid', 'Duplicate']);
export type SettableStatus = z.output<typeof settableStatus>;

export const shownAnomaly = z.object({
  kind: z.literal('anomaly'),
  id: z.number(),
  type: z.string(),
  status: z.string(),
  archived: z.boolean(),
  severity: count,
  datastore: z.nullable(named),
  container: z.nullable(named),
  firstSeen: z.nullable(instant),
  lastSeen: z.nullable(instant),
  rowCount: count,
  /** What the scan wrote. */
  message: text,
  /** What a person wrote instead. */
  description: text,
  tags: z.array(z.string()),
  operationId: count,
  checks: z.array(shownCheck),
  rows: fetched(shownRows),
  history: fetched(z.array(shownChange)),
  comments: fetched(z.array(shownComment)),
  statuses: z.array(settableStatus),
  /** An action is on its way. */
  busy: z.boolean(),
  /** Counts the comments added and descriptions saved from this panel, so that the view can clear its drafts. */
  saved: z.object({ comments: z.number(), descriptions: z.number() }),
  notice: z.nullable(notice),
});
export type ShownAnomaly = z.output<typeof shownAnomaly>;

export const anomalyPanelState = z.discriminatedUnion('kind', [loadingState, goneState, shownAnomaly]);
export type AnomalyPanelState = z.output<typeof anomalyPanelState>;

export const anomalyTarget = z.object({ serverId: z.string(), id: z.int() });

export const anomalyToView = z.object({ type: z.literal('state'), target: anomalyTarget, state: anomalyPanelState });
export type AnomalyToView = z.output<typeof anomalyToView>;

/** Longest comment and description that a server takes, in characters. */
export const longestText = 10_000;
const written = z.string().check(z.trim(), z.minLength(1), z.maxLength(longestText));

export const anomalyToHost = z.discriminatedUnion('type', [
  readyMessage,
  reloadMessage,
  z.object({ type: z.literal('setStatus'), status: settableStatus }),
  z.object({ type: z.literal('addComment'), text: written }),
  z.object({ type: z.literal('describe'), text: z.string().check(z.trim(), z.maxLength(longestText)) }),
  z.object({ type: z.literal('openCheck'), id: z.int() }),
  z.object({ type: z.literal('openJob') }),
  z.object({ type: z.literal('goToAsset') }),
  z.object({ type: z.literal('loadMoreRows') }),
  z.object({ type: z.literal('findColumns'), text: z.string().check(z.maxLength(200)) }),
  z.object({ type: z.literal('openRow'), row: z.int().check(z.gte(1)) }),
  z.object({ type: z.literal('exportRows') }),
]);
export type AnomalyToHost = z.output<typeof anomalyToHost>;
