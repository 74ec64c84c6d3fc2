import { z } from 'zod';

/** What a command may be given: a node of a tree, a link of a tooltip, or anything at all from a key binding. */
const jobArgument = z.object({ kind: z.literal('job'), key: z.string() });
const anomalyArgument = z.object({ kind: z.literal('anomaly'), anomalyId: z.number().int() });
const anomalyGroupArgument = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('anomalyDatastore'), assetId: z.number().int() }),
  z.object({ kind: z.literal('anomalyContainer'), assetId: z.number().int(), group: z.string() }),
  z.object({ kind: z.literal('anomalyCheck'), assetId: z.number().int(), group: z.string() }),
]);
export type AnomalyGroupArgument = z.output<typeof anomalyGroupArgument>;
const moreJobsArgument = z.object({ kind: z.literal('moreJobs'), list: z.enum(['failed', 'finished']), way: z.enum(['earlier', 'later']) });
const moreArgument = z.object({ kind: z.literal('more'), group: z.string().nullable(), way: z.enum(['earlier', 'later']) });
const datastoreArgument = z.object({ kind: z.literal('datastore'), datastoreId: z.number().int() });
const containerArgument = z.object({ kind: z.literal('container'), datastoreId: z.number().int(), containerId: z.number().int() });
const fieldArgument = containerArgument.extend({ kind: z.literal('field'), name: z.string() });
const assetArgument = z.discriminatedUnion('kind', [datastoreArgument, containerArgument, fieldArgument, z.object({ kind: z.literal('server') })]);
export type AssetArgument = z.output<typeof assetArgument>;

/** The nodes that a command is for: the selection where it holds the clicked node, otherwise that node alone. */
function chosen(first: unknown, selection: unknown): unknown[] {
  return Array.isArray(selection) && selection.includes(first) ? selection : first === undefined ? [] : [first];
}

function every<T>(schema: z.ZodType<T>, first: unknown, selection: unknown): T[] {
  return chosen(first, selection).flatMap((one) => {
    const parsed = schema.safeParse(one);
    return parsed.success ? [parsed.data] : [];
  });
}

/** Keys of the jobs given; empty where none is. */
export function jobsOf(first: unknown, selection?: unknown): string[] {
  return every(jobArgument, first, selection).map((job) => job.key);
}
export function anomaliesOf(first: unknown, selection?: unknown): number[] {
  return every(anomalyArgument, first, selection).map((anomaly) => anomaly.anomalyId);
}
/** Datastores, containers and checks of the Anomalies view. */
export function anomalyGroupsOf(first: unknown, selection?: unknown): AnomalyGroupArgument[] {
  return every(anomalyGroupArgument, first, selection);
}
export function moreJobsOf(first: unknown): z.output<typeof moreJobsArgument> | undefined {
  return moreJobsArgument.safeParse(first).data;
}
export function moreOf(first: unknown): z.output<typeof moreArgument> | undefined {
  return moreArgument.safeParse(first).data;
}
export function assetsOf(first: unknown, selection?: unknown): AssetArgument[] {
  return every(assetArgument, first, selection);
}
