import * as z from 'zod/mini';
import { goneState, loadingState, notice, readyMessage, reloadMessage } from './wire';

const named = z.object({ id: z.number(), name: z.string() });
const count = z.nullable(z.number());

/** Values as a form holds them: numbers, dates and ids as the text that was typed, lists as one text a value. */
export const formValue = z.union([z.string(), z.boolean(), z.array(z.string())]);
export type FormValue = z.output<typeof formValue>;

/** What a form shows for a property; a kind that this version does not know is shown as text. */
export const formProperty = z.object({
  /** Where the value stands in the check's properties, with dots: `numeric_comparator.epsilon`. */
  path: z.string(),
  title: z.string(),
  kind: z.string(),
  required: z.boolean(),
  description: z.nullable(z.string()),
  values: z.array(z.string()),
  /** What the server takes where nothing is said. */
  initial: z.nullable(formValue),
});
export type FormProperty = z.output<typeof formProperty>;

export const formRule = z.object({
  rule: z.string(),
  title: z.string(),
  description: z.string(),
  fields: z.enum(['single', 'multi', 'none']),
  /** Types of the fields it takes; null: any. */
  fieldTypes: z.nullable(z.array(z.string())),
  scope: z.nullable(z.string()),
  filter: z.boolean(),
  coverage: z.boolean(),
  properties: z.array(formProperty),
});
export type FormRule = z.output<typeof formRule>;

export const formField = z.object({ name: z.string(), type: z.nullable(z.string()) });
export type FormField = z.output<typeof formField>;

/** A check as it stands in the form. `coverage` is the typed percentage, empty for all rows. */
export const checkDraft = z.object({
  rule: z.string(),
  fields: z.array(z.string()),
  properties: z.record(z.string(), formValue),
  filter: z.string(),
  coverage: z.string(),
  description: z.string(),
  status: z.enum(['Active', 'Draft']),
});
export type CheckDraft = z.output<typeof checkDraft>;

/** What the server says about the draft with this number. */
export const trial = z.object({
  seq: z.number(),
  outcome: z.discriminatedUnion('state', [
    z.object({ state: z.literal('running') }),
    /** It runs. What could not be counted is null, and `note` may say why. */
    z.object({ state: z.literal('valid'), rows: count, failing: count, passes: z.nullable(z.boolean()), violation: z.nullable(z.string()), note: z.nullable(z.string()) }),
    /** `property` names the part of the draft that is wrong, `column` (from 1) a place within its text. */
    z.object({ state: z.literal('invalid'), message: z.string(), property: z.nullable(z.string()), column: count }),
    z.object({ state: z.literal('unknown'), reason: z.string() }),
  ]),
});
export type Trial = z.output<typeof trial>;

export const checkForm = z.object({
  kind: z.literal('form'),
  /** Null for a check that is not saved yet. */
  checkId: z.nullable(z.number()),
  /** Made and kept by a profile; it becomes the user's own by an edit. */
  inferred: z.boolean(),
  container: named,
  datastore: z.nullable(named),
  rules: z.array(formRule),
  fields: z.array(formField),
  /** The field that the form was opened for. */
  field: z.nullable(z.string()),
  /** What is saved; the view starts from it and compares with it. A higher revision: it was saved anew. */
  saved: checkDraft,
  revision: z.number(),
  /** Choices for properties that refer to other data, as far as the draft asks for them. */
  datastores: z.array(named),
  refContainers: z.array(named),
  refFields: z.nullable(z.array(z.string())),
  trial: z.nullable(trial),
  busy: z.boolean(),
  notice: z.nullable(notice),
});
export type CheckForm = z.output<typeof checkForm>;

export const checkPanelState = z.discriminatedUnion('kind', [loadingState, goneState, checkForm]);
export type CheckPanelState = z.output<typeof checkPanelState>;

export const checkTarget = z.object({
  serverId: z.string(), containerId: z.int(), checkId: z.optional(z.int()), field: z.optional(z.string()),
});
export type CheckTarget = z.output<typeof checkTarget>;

export const checkToView = z.object({ type: z.literal('state'), target: checkTarget, state: checkPanelState });
export type CheckToView = z.output<typeof checkToView>;

export const checkToHost = z.discriminatedUnion('type', [
  readyMessage,
  reloadMessage,
  /** The draft differs. `complete`: nothing is missing, so the server can try it. */
  z.object({ type: z.literal('edit'), seq: z.number(), draft: checkDraft, complete: z.boolean() }),
  z.object({ type: z.literal('save'), draft: checkDraft }),
  z.object({ type: z.literal('archive') }),
  z.object({ type: z.literal('goToAsset') }),
]);
export type CheckToHost = z.output<typeof checkToHost>;
