import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ProfileRun } from '../../src/core/api/schemas/operation';
import { profile } from '../../src/core/operations/profile';
import { sqlSessions } from '../../src/engine/duckdb/sessions';
import type { CheckInput } from '../../src/engine/scan/container-scan';
import { scanContainer } from '../../src/engine/scan/scan-container';
import { openSource, type Source } from '../../src/engine/sources/open-source';
import { readContainer } from '../../src/engine/sources/read-container';
import type { StoredContainer } from '../../src/engine/store/model';
import { profileContainer } from '../../src/engine/operations/profile/profile-container';
import type { Proposal } from '../../src/engine/operations/profile/infer/infer-checks';

// A bench is one module under out/run, which has no program of a session beside it; the built one is the product's own.
const program = path.resolve('dist', 'session-process.js');
const sessions = sqlSessions({ tempDirectory: path.resolve('.bench', 'spill'), program });
const now = new Date('2026-01-01T00:00:00Z');

/** A cell that a scan flagged, and the rule that flagged it. Rows count from 0. */
export interface Flag {
  readonly row: number;
  readonly field: string;
  readonly rule: string;
  readonly description: string;
}

/** Ends the processes in which data was read. */
export const stopReading = (): Promise<void> => sessions.stop();

async function withFile<T>(file: string, work: (source: Source, container: StoredContainer) => Promise<T>): Promise<T> {
  if (!existsSync(program)) throw new Error('The product is not built. Run npm run build first.');
  const source = await openSource({ type: 'files', path: file }, { id: 1, schema: null }, { sessions });
  try {
    const container = (await source.containers())[0];
    if (!container) throw new Error(`${file} holds no table.`);
    return await work(source, {
      id: 1, datastore_id: 1, created: now.toISOString(), records: null, completeness: null, last_profiled: null, last_scanned: null, incremental_field_name: null,
      key_field_names: null, tags: [], missing: false, last_error: null, table_type: null, ...container,
    } as unknown as StoredContainer);
  } finally {
    await source.close();
  }
}

/** The checks that a profile of the file infers, as the product's own profile operation does. */
export function infer(file: string, effort: ProfileRun['ai_effort']): Promise<readonly Proposal[]> {
  const body = profile.request.parse({ type: 'profile', datastore_id: 1, ai_effort: effort });
  const signal = new AbortController().signal;
  return withFile(file, (source, container) => readContainer(source, container, async (relation) =>
    (await profileContainer(source, relation, container, body, { now, signal, report: () => undefined })).proposals));
}

/** Cells that break the checks, by a scan as the product's own scan operation does it, and the fields of broken shape checks without rows. */
export function scan(file: string, proposals: readonly Proposal[]): Promise<readonly Flag[]> {
  const checks = proposals.map((proposal, id): CheckInput => ({ id, rule: proposal.rule, fields: proposal.fields, properties: proposal.properties, filter: null, coverage: null }));
  const signal = new AbortController().signal;
  return withFile(file, (source, container) => readContainer(source, container, async (relation) => {
    const result = await scanContainer({
      session: source.session, relation, checks, rowLimit: 1_000_000, bound: null, maxRecords: -1, now, variables: {}, signal,
      reference: () => { throw new Error('no other container'); }, history: () => Promise.resolve([]), onProgress: () => undefined,
    });
    for (const { checkId, result: outcome, problem } of result.outcomes) {
      // A field that later files do not have, or have in another type, is a finding of the schema, not of a check.
      if (outcome === 'error' && process.env.BENCH_VERBOSE) console.error(`  ${checks[checkId]?.rule} ${checks[checkId]?.fields.join()}: ${problem?.reason}`);
    }
    return result.failingRows.flatMap((row) => row.failed_checks.flatMap((id): Flag[] => {
      const check = checks[id];
      if (!check) return [];
      const fields = check.rule === 'notNull' && check.fields.length > 1 ? check.fields.filter((field) => row.values[field] === null) : check.fields;
      return fields.map((field) => ({ row: Number(row.row_id) - 1, field, rule: check.rule, description: proposals[id]?.description ?? '' }));
    }));
  }));
}
