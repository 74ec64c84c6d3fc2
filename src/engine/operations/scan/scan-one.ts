import type { ScanRun } from '../../../core/api/schemas/operation';
import { fail, problemText } from '../../../core/errors';
import type { ReportWork } from '../../sql/work-progress';
import type { CheckInput, ContainerScan } from '../../scan/container-scan';
import type { Relation } from '../../sources/relation';
import { scanContainer } from '../../scan/scan-container';
import type { Source } from '../../sources/open-source';
import type { StoredContainer } from '../../store/model';
import type { StoreReader } from '../../store/port';
import { composeAnomalies, type FoundAnomaly } from './compose-anomalies';
import { scanBound, type ScanBound } from './scan-bound';

export interface ScannedContainer {
  readonly checks: readonly CheckInput[];
  readonly scan: ContainerScan;
  readonly bound: ScanBound;
  readonly found: readonly FoundAnomaly[];
  readonly notes: readonly string[];
  /** Rows are named by keys. */
  readonly keyed: boolean;
}

export interface ScanOneOptions {
  readonly source: Source;
  readonly store: StoreReader;
  readonly body: ScanRun;
  readonly limits: { readonly rollup: number; readonly keep: number };
  readonly now: Date;
  readonly signal: AbortSignal;
  readonly report: ReportWork;
}

/** One sentence about checks that could not run. */
function errorsText(scan: ContainerScan, checks: readonly CheckInput[]): string | null {
  const wrong = scan.outcomes.filter((outcome) => outcome.result === 'error');
  if (wrong.length === 0) return null;
  const told = wrong.slice(0, 3).map((outcome) => {
    const check = checks.find(({ id }) => id === outcome.checkId);
    const name = `${check?.rule ?? 'check'}${check?.fields.length ? ` of ${check.fields.join(', ')}` : ''} (${outcome.checkId})`;
    return outcome.problem ? `${name}: ${problemText({ ...outcome.problem, place: undefined })}` : name;
  });
  return `${wrong.length} ${wrong.length === 1 ? 'check' : 'checks'} could not run. ${told.join(' ')}${wrong.length > 3 ? ' …' : ''}`;
}

/** Scans one container with its checks and makes anomalies of what breaks them. */
export async function scanOne(container: StoredContainer, relation: Relation, checks: readonly CheckInput[], notes: readonly string[], options: ScanOneOptions): Promise<ScannedContainer> {
  const { source, store, body, limits, signal } = options;
  const bound = await scanBound(source.session, relation, container, body, await store.checkpoint(container.id), signal);
  const history = await store.metrics(container.id);
  const read = [relation];
  const scan = await scanContainer({
    session: source.session, relation, checks, rowLimit: Math.max(limits.keep, limits.rollup), bound: bound.where,
    maxRecords: body.max_records_analyzed_per_partition, now: options.now, variables: body.check_variables, signal,
    reference: async (datastoreId, containerId) => {
      const other = await store.container(containerId) ?? fail('not-found', `Container ${containerId} does not exist any more.`, { remedy: 'Correct the check.' });
      const reader = source.reference(datastoreId ?? other.datastore_id)
        ?? fail('not-found', `Datastore ${datastoreId ?? other.datastore_id} does not exist any more.`, { remedy: 'Correct the check.' });
      const referred = { ...await reader.relation(other, { signal }), name: other.name };
      read.push(referred);
      return referred;
    },
    history: async (checkId, key) => history.filter((metric) => metric.check_id === checkId && metric.key === key).map(({ value, captured }) => ({ value, captured: new Date(captured) })),
    onProgress: options.report,
  });
  const changes: string[] = [];
  for (const one of new Set(read)) changes.push(...await one.changes?.() ?? []);
  const errors = errorsText(scan, checks);
  return {
    checks, scan, bound, keyed: relation.keyFields.length > 0, found: composeAnomalies(scan, checks, { ...limits, readUpTo: bound.readUpTo }),
    notes: [...notes, ...new Set(changes), ...(bound.note ? [bound.note] : []), ...(errors ? [errors] : [])],
  };
}
