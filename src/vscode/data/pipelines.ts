import { z } from 'zod';
import type { QualityBackend } from '../../backend/port';
import type { EndedJob } from '../../core/jobs/job-store';
import type { Job } from '../../core/jobs/job';
import type { RunRequest } from '../../core/api/schemas/operation';
import { takesContainers } from '../../core/operations/kinds';
import { pipelineSteps, type PipelineStep } from '../../core/operations/pipeline';
import { toProblem, type Problem } from '../../core/errors';
import type { Jobs } from './jobs';
import { setting } from '../settings';
import { saved, type Drawer } from '../state/saved';

const pipeline = z.object({
  serverId: z.string(), datastoreId: z.number().int(), containers: z.array(z.string()).nullable(),
  step: z.enum(pipelineSteps), operationId: z.number().int(),
});
type Pipeline = z.output<typeof pipeline>;

/** What to run on one datastore: all of its containers (null), or these. */
export interface RunTarget {
  readonly datastoreId: number;
  readonly containers: readonly string[] | null;
}

/** What the user's settings say of an operation; nothing where they leave it to the server. */
function settingsOf(type: PipelineStep): object {
  const [effort, kept, rollUp] = [setting('profile.aiEffort'), setting('scan.rowsKept'), setting('scan.rollUp')];
  if (type === 'profile') return effort === 'default' ? {} : { ai_effort: effort };
  if (type !== 'scan') return {};
  return { ...(kept === 10 ? {} : { enrichment_source_record_limit: kept }), ...(rollUp === 0 ? {} : { high_count_rollup_threshold: rollUp }) };
}

/** The body of an operation on one target; of a kind that always covers the whole datastore, as sync, without containers. */
export function runRequest(type: PipelineStep, target: RunTarget): RunRequest {
  const held = target.containers !== null && takesContainers(type);
  return { type, datastore_id: target.datastoreId, ...(held ? { container_names: [...target.containers] } : {}), ...settingsOf(type) };
}

/** How a job's end bears on a pipeline: it is part of none, the next step was started, it was the last step, or it stops here. */
export type PipelineTurn =
  | { readonly kind: 'none' | 'next' | 'done' }
  | { readonly kind: 'stopped'; readonly step: PipelineStep; readonly job: Job; readonly problem: Problem | null };

export interface Pipelines {
  start(target: RunTarget): Promise<void>;
  /** To be told of every followed job that ended. */
  ended(ended: EndedJob): Promise<PipelineTurn>;
}

/** Sync, then profile, then scan, each after the end of the one before. Kept over a reload, since only ended jobs drive it. */
export function createPipelines(jobs: Jobs, backend: () => Promise<QualityBackend>, serverId: () => string, drawer: Drawer): Pipelines {
  const kept = saved(drawer, 'plumbline.pipelines', z.array(pipeline), []);

  async function begin(step: PipelineStep, target: RunTarget): Promise<void> {
    const operations = await (await backend()).run(runRequest(step, target));
    const entries = operations.map((operation): Pipeline => ({
      serverId: serverId(), datastoreId: target.datastoreId, containers: target.containers ? [...target.containers] : null, step, operationId: operation.id,
    }));
    await kept.write([...kept.read(), ...entries]);
    jobs.started(operations);
  }

  return {
    start: (target) => begin(pipelineSteps[0], target),
    async ended({ job }) {
      const held = kept.read().find((p) => p.serverId === job.serverId && p.operationId === job.id);
      if (!held) return { kind: 'none' };
      await kept.write(kept.read().filter((p) => p.serverId !== held.serverId || p.operationId !== held.operationId));
      if (job.status !== 'Completed') return { kind: 'stopped', step: held.step, job, problem: null };
      const next = pipelineSteps[pipelineSteps.indexOf(held.step) + 1];
      if (!next) return { kind: 'done' };
      if (held.serverId !== serverId()) return { kind: 'stopped', step: next, job, problem: null };
      try {
        await begin(next, held);
        return { kind: 'next' };
      } catch (error) {
        return { kind: 'stopped', step: next, job, problem: toProblem(error) };
      }
    },
  };
}
