import type { ImportPlan } from '../core/checks-file/plan-import';
import { createBody, updateBody } from '../core/checks-file/to-api';
import { fail, problemText, toProblem } from '../core/errors';
import type { CheckEntry } from '../core/checks-file/entry';
import type { QualityBackend } from './port';

export interface ImportFailure { readonly check: string; readonly reason: string }
export interface Imported { created: number; updated: number; unchanged: number; archived: number; failed: ImportFailure[] }

/** Ids of the containers that entries name. Throws `not-found` before anything is changed when the datastore lacks one. */
export async function containerIds(backend: QualityBackend, datastoreId: number, entries: readonly CheckEntry[]): Promise<Map<string, number>> {
  const known = new Map((await backend.containers(datastoreId)).map((c) => [c.name, c.id]));
  const missing = [...new Set(entries.map((e) => e.container))].filter((name) => !known.has(name));
  if (missing.length > 0) {
    fail('not-found', `Datastore ${datastoreId} has no container named ${missing.slice(0, 10).join(', ')}${missing.length > 10 ? ` and ${missing.length - 10} more` : ''}.`,
      { remedy: 'Run a sync first, or correct the file. Nothing was changed.' });
  }
  return known;
}

/** Does what a plan says. `prune` archives what the file does not hold. One check that is refused does not keep the others out; a server that is gone does. */
export async function applyImport(backend: QualityBackend, plan: ImportPlan, containers: ReadonlyMap<string, number>, prune: boolean): Promise<Imported> {
  const result: Imported = { created: 0, updated: 0, unchanged: plan.unchanged.length, archived: 0, failed: [] };
  const attempt = async (check: string, work: () => Promise<unknown>, good: () => void): Promise<void> => {
    try {
      await work();
      good();
    } catch (error) {
      const problem = toProblem(error);
      if (problem.code !== 'bad-request' && problem.code !== 'conflict' && problem.code !== 'not-found' && problem.code !== 'unsupported') throw error;
      result.failed.push({ check, reason: problemText(problem) });
    }
  };
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
