import type { OperationKindName } from './kinds';

/** What a pipeline runs, each step after the end of the one before. */
export const pipelineSteps = ['sync', 'profile', 'scan'] as const satisfies readonly OperationKindName[];
export type PipelineStep = (typeof pipelineSteps)[number];
