import type { ChecksContent } from '../core/checks-file/content';
import type { ImportPlan } from '../core/checks-file/plan-import';
import type { CurrentOptions } from '../core/checks-file/plan-options';
import { createBody, updateBody } from '../core/checks-file/to-api';
import { type ErrorCode, fail, problemText, toProblem } from '../core/errors';
import type { QualityBackend } from './port';

export interface ImportFailure { readonly check: string; readonly reason: string }
export interface Imported { created: number; updated: number; unchanged: number; archived: number; options: number; failed: ImportFailure[] }

/** Where an import goes: ids of containers by name, and the read options that are kept now. */
export interface ImportTarget { readonly datastoreId: number; readonly containers: ReadonlyMap<string, number>; readonly current: CurrentOptions }

/** What an import of `content` needs to know of a datastore. Throws `not-found` before anything is changed when it lacks a container that the content speaks of. */
export async function importTarget(backend: QualityBackend, datastoreId: number, content: ChecksContent): Promise<ImportTarget> {
  const known = await backend.containers(datastoreId);
  const names = new Set(known.map((container) => container.name));
  const missing = content.containers.map((container) => container.name).filter((name) => !names.has(name));
  if (missing.length > 0) {
    fail('not-found', `Datastore ${datastoreId} has no container named ${missing.slice(0, 10).join(', ')}${missing.length > 10 ? ` and ${missing.length - 10} more` : ''}.`,
      { remedy: 'Run a sync first, or correct the file. Nothing was changed.' });
  }
  const datastore = content.datastore ? (await backend.datastore(datastoreId)).read_options ?? null : null;
  return {
    datastoreId, containers: new Map(known.map((container) => [container.name, container.id])),
    current: { datastore, containers: new Map(known.map((container) => [container.name, container.read_options ?? null])) },
  };
}

/** Failures that say something about what was to be changed, not about the server. */
const ofOneThing: readonly ErrorCode[] = [
  'bad-request', 'conflict', 'not-found', 'unsupported', 'source-missing', 'source-unreadable', 'source-locked', 'source-malformed', 'source-changed',
];

/**
 * Does what a plan says: read options first, since fields of checks may hang on them. `prune` archives what the file does not hold.
 * One change that is refused does not keep the others out; a server that is gone does.
 */
export async function applyImport(backend: QualityBackend, plan: ImportPlan, { datastoreId, containers }: ImportTarget, prune: boolean): Promise<Imported> {
  const result: Imported = { created: 0, updated: 0, unchanged: plan.unchanged.length, archived: 0, options: 0, failed: [] };
  const attempt = async (check: string, work: () => Promise<unknown>, good: () => void): Promise<void> => {
    try {
      await work();
      good();
    } catch (error) {
      const problem = toProblem(error);
      if (!ofOneThing.includes(problem.code)) throw error;
      result.failed.push({ check, reason: problemText(problem) });
    }
  };
  for (const { container, change } of plan.options) {
    await attempt(`read options of ${container ?? 'the datastore'}`, () => (container === null
      ? backend.updateDatastore(datastoreId, { read_options: change })
      : backend.updateContainer(containers.get(container) ?? 0, { read_options: change })), () => { result.options++; });
  }
  for (const { uid, entry } of plan.create) {
    await attempt(uid, () => backend.createCheck(createBody(entry, uid, containers.get(entry.container) ?? 0)), () => { result.created++; });
  }
  for (const { uid, entry, check } of plan.update) {
    await attempt(uid, () => backend.updateCheck(check.id, updateBody(entry, uid, check)), () => { result.updated++; });
  }
  for (const check of prune ? plan.extra : []) {
    await attempt(String(check.id), () => backend.archiveCheck(check.id, 'Discarded'), () => { result.archived++; });
  }
  return result;
}
