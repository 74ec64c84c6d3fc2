import * as vscode from 'vscode';
import type { App } from '../app';
import { takesContainers } from '../../core/operations/kinds';
import { pipelineSteps, type PipelineStep } from '../../core/operations/pipeline';
import { runRequest, type Pipelines, type RunTarget } from '../data/pipelines';
import { operationWord } from '../job-kinds';
import { assetsOf } from './arguments';
import type { CommandTable } from './command-table';
import { askTargets, targetsOfNodes } from './run-targets';

async function targetsFor(app: App, title: string, containersToo: boolean, first: unknown, selection: unknown): Promise<RunTarget[] | undefined> {
  const nodes = assetsOf(first, selection);
  return nodes.length > 0 ? targetsOfNodes(app, nodes) : askTargets(app, title, containersToo);
}

/** Sync, profile, scan, and the three in a row. */
export function runCommands(app: App, pipelines: Pipelines): CommandTable {
  const run = (type: PipelineStep) => async (first?: unknown, selection?: unknown): Promise<void> => {
    const targets = await targetsFor(app, operationWord(type), takesContainers(type), first, selection);
    for (const target of targets ?? []) app.jobs.started(await (await app.backend()).run(runRequest(type, target)));
  };
  return {
    ...Object.fromEntries(pipelineSteps.map((type) => [`plumbline.${type}`, run(type)])),
    'plumbline.runPipeline': async (first, selection) => {
      const targets = await targetsFor(app, vscode.l10n.t('Sync, profile and scan'), true, first, selection);
      for (const target of targets ?? []) await pipelines.start(target);
    },
  };
}
