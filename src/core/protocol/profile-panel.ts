import * as z from 'zod/mini';
import { factNames } from '../profile/facts';
import { figureKinds } from '../profile/figure';
import { goneState, loadingState, notice, readyMessage, reloadMessage } from './wire';

const place = z.number();
const tone = z.enum(['bar', 'track', 'line', 'text', 'calm', 'positive', 'negative']);
const shape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('rect'), x: place, y: place, width: place, height: place, tone, row: z.optional(z.int()), strength: z.optional(z.number()) }),
  z.object({ kind: z.literal('line'), points: z.array(z.tuple([place, place])), tone }),
  z.object({ kind: z.literal('text'), x: place, y: place, text: z.string(), anchor: z.enum(['start', 'middle', 'end']), tone }),
]);
export const shownDrawing = z.object({ width: place, height: place, shapes: z.array(shape) });
export type ShownDrawing = z.output<typeof shownDrawing>;

/** A picture with its numbers. The conditions and statements stay with the host; the view says which it means. */
export const shownFigure = z.object({
  kind: z.enum(figureKinds),
  drawing: z.nullable(shownDrawing),
  rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
  /** Rows that are left out of `rows`. */
  more: z.int(),
  /** For each row, whether its records can be shown. */
  openable: z.array(z.boolean()),
  hasSql: z.boolean(),
  sampled: z.boolean(),
});
export type ShownFigure = z.output<typeof shownFigure>;

/** An inferred check of what is shown, with why it is there. */
export const shownProposal = z.object({
  id: z.int(),
  rule: z.string(),
  fields: z.array(z.string()),
  description: z.string(),
  draft: z.boolean(),
  evidence: z.array(z.string()),
  /** Least share of records that hold, 0..1. */
  confidence: z.nullable(z.number()),
  tried: z.nullable(z.string()),
});
export type ShownProposal = z.output<typeof shownProposal>;

export const shownProfile = z.object({
  kind: z.literal('profile'),
  name: z.string(),
  datastore: z.string(),
  /** The field that is shown; null for the container as a whole. */
  field: z.nullable(z.string()),
  fields: z.array(z.object({ name: z.string(), type: z.string() })),
  facts: z.array(z.object({ name: z.enum(factNames), value: z.string() })),
  figures: z.array(shownFigure),
  checks: z.array(shownProposal),
  /** It has never been profiled. */
  none: z.boolean(),
  busy: z.boolean(),
  notice: z.nullable(notice),
});
export type ShownProfile = z.output<typeof shownProfile>;

export const profilePanelState = z.discriminatedUnion('kind', [loadingState, goneState, shownProfile]);
export type ProfilePanelState = z.output<typeof profilePanelState>;

/** What the view saves to find its container after a reload. */
export const profileTarget = z.object({ serverId: z.string(), containerId: z.int(), field: z.optional(z.string()) });
export type ProfileTarget = z.output<typeof profileTarget>;

export const profileToView = z.object({ type: z.literal('state'), target: profileTarget, state: profilePanelState });
export type ProfileToView = z.output<typeof profileToView>;

const index = z.int().check(z.minimum(0));
export const profileToHost = z.discriminatedUnion('type', [
  readyMessage,
  reloadMessage,
  /** Another field, or the container as a whole. */
  z.object({ type: z.literal('choose'), field: z.nullable(z.string()) }),
  /** The records that a row of a figure counts. */
  z.object({ type: z.literal('openRows'), figure: z.enum(figureKinds), row: index }),
  z.object({ type: z.literal('copySql'), figure: z.enum(figureKinds) }),
  z.object({ type: z.literal('createCheck') }),
  z.object({ type: z.literal('profile') }),
  /** Accept: it is scanned with from now on. Loosen: the form opens. Reject: it is archived and not proposed again. */
  z.object({ type: z.literal('judge'), check: z.int(), what: z.enum(['accept', 'loosen', 'reject']) }),
]);
export type ProfileToHost = z.output<typeof profileToHost>;
