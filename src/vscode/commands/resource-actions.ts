import * as vscode from 'vscode';
import { z } from 'zod';
import type { App } from '../app';
import { pipelineSteps, type PipelineStep } from '../../core/operations/pipeline';
import { runRequest, type Pipelines } from '../data/pipelines';
import { isDataFile, isDatabase } from './data-files';
import { containersAt, ensureDatastore } from './ensure-datastore';
import { writeSample } from './sample-data';
import type { CommandTable } from './command-table';

const fileUri = z.object({ scheme: z.literal('file'), fsPath: z.string().min(1) });

/** Paths of what the Explorer or an editor's tab hands to a command: the selection where there is one, otherwise the file in front. */
function pathsOf(first: unknown, selection: unknown): string[] {
  const given = Array.isArray(selection) && selection.length > 0 ? selection : first === undefined ? [vscode.window.activeTextEditor?.document.uri] : [first];
  return given.flatMap((one) => fileUri.safeParse(one).data?.fsPath ?? []);
}

/** Folders and databases of the workspace that hold data: those that "Scan This Workspace" is about. */
async function dataPlaces(): Promise<string[]> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter((folder) => folder.uri.scheme === 'file');
  const places: string[] = [];
  for (const folder of folders) {
    const hidden = '**/{node_modules,.plumbline,.git}/**';
    const [files, found] = await Promise.all([
      vscode.workspace.findFiles(new vscode.RelativePattern(folder, '**/*.{csv,tsv,json,ndjson,jsonl,parquet,gz}'), hidden, 200),
      vscode.workspace.findFiles(new vscode.RelativePattern(folder, '**/*.{duckdb,ddb}'), hidden, 20),
    ]);
    if (files.some((uri) => isDataFile(uri.fsPath))) places.push(folder.uri.fsPath);
    places.push(...found.map((uri) => uri.fsPath).filter(isDatabase));
  }
  return places;
}

/** What can be done with files and folders where they are seen, and how to begin without any question. */
export function resourceActions(app: App, pipelines: Pipelines): CommandTable {
  const run = (step: PipelineStep) => async (first?: unknown, selection?: unknown): Promise<void> => {
    for (const place of pathsOf(first, selection)) {
      const { datastore, containers } = await containersAt(app, place);
      const target = { datastoreId: datastore.id, containers: containers?.map((one) => one.name) ?? null };
      app.jobs.started(await (await app.backend()).run(runRequest(step, target)));
    }
  };
  async function pipelineOf(place: string): Promise<void> {
    const { datastore } = await ensureDatastore(app, place);
    await pipelines.start({ datastoreId: datastore.id, containers: null });
  }
  return {
    'plumbline.addResource': async (first, selection) => {
      for (const place of pathsOf(first, selection)) {
        const { datastore, made } = await ensureDatastore(app, place);
        if (made) app.jobs.started(await (await app.backend()).run({ type: 'sync', datastore_id: datastore.id }));
        await app.actions.revealAsset({ datastoreId: datastore.id });
      }
    },
    'plumbline.profileResource': run(pipelineSteps[1]),
    'plumbline.scanResource': run(pipelineSteps[2]),
    'plumbline.previewResource': async (first, selection) => {
      for (const place of pathsOf(first, selection)) {
        const { containers } = await containersAt(app, place);
        for (const { id } of containers ?? []) await app.panels.openPreview({ containerId: id });
      }
    },
    'plumbline.scanWorkspace': async () => {
      const places = await dataPlaces();
      if (places.length === 0) return app.notifier.info(vscode.l10n.t('There are no CSV, JSON, Parquet or DuckDB files in this workspace.'));
      await vscode.commands.executeCommand('plumbline.anomaliesView.focus');
      for (const place of places) await pipelineOf(place);
    },
    'plumbline.openSample': async () => {
      await vscode.commands.executeCommand('plumbline.anomaliesView.focus');
      await pipelineOf(writeSample(app.context.globalStorageUri.fsPath));
    },
  };
}
