import * as vscode from 'vscode';
import type { AnomalyFilter, QualityBackend } from '../../backend/port';
import type { QualityCheck } from '../../core/api/schemas/check';
import { coverageThatHolds, widened, type Loosenable } from '../../core/checks/accept';
import { fail } from '../../core/errors';
import { formatShare } from '../../core/format/figures';
import type { App } from '../app';
import { nameText, oneLine } from '../trees/plain-text';
import { everyAnomaly, statusesOf, writeStatuses } from './set-status';

/** Anomalies whose rows are looked at for failing values, and rows of each. */
const [sampled, rowsEach] = [20, 1000];

type Change = Pick<Loosenable, 'properties' | 'coverage'>;

function loosenable(check: QualityCheck): Loosenable {
  return { rule: check.rule_type, properties: check.properties ?? {}, coverage: check.coverage ?? null };
}

async function failingValues(backend: QualityBackend, check: QualityCheck, filter: AnomalyFilter): Promise<(string | null)[]> {
  const field = check.fields?.length === 1 ? check.fields[0]!.name : null;
  if (field === null) return [];
  const { items } = await backend.anomalies({ ...filter, page: 1, size: sampled });
  const records = await Promise.all(items.map(({ id }) => backend.sourceRecords(id, rowsEach)));
  return records.flatMap((one) => one.records).filter((record) => record.failed_checks.includes(check.id))
    .map((record) => (record.values[field] == null ? null : String(record.values[field])));
}

/** How the check is to be so that it holds on the data as it is: by allowing the values, otherwise by the share of rows that must hold. */
async function changeFor(backend: QualityBackend, check: QualityCheck, filter: AnomalyFilter): Promise<{ change: Change; text: string } | null> {
  const now = loosenable(check);
  const tried = (change: Partial<Change>) => backend.validateCheck({
    container_id: check.container?.id ?? 0, rule: check.rule_type, fields: (check.fields ?? []).map((field) => field.name), filter: check.filter ?? null,
    properties: now.properties, coverage: now.coverage, ...change,
  });
  const properties = widened(now, await failingValues(backend, check, filter));
  if (properties && (await tried({ properties })).would_pass) {
    const changed = Object.entries(properties).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(now.properties[key])).map(([key, value]) =>
      `${key}: ${Array.isArray(value) ? value.slice(-3).map((one) => nameText(String(one), 40)).join(', ') : oneLine(String(value), 40)}`);
    return { change: { properties, coverage: now.coverage }, text: vscode.l10n.t('it allows these values now ({0})', changed.join('; ')) };
  }
  const { rows, failing_rows: failing, valid } = await tried({});
  const coverage = valid && typeof rows === 'number' && typeof failing === 'number' ? coverageThatHolds(rows, failing) : null;
  if (coverage === null || !(await tried({ coverage })).would_pass) return null;
  return { change: { properties: now.properties, coverage }, text: vscode.l10n.t('it asks for {0} of the rows to hold now', formatShare(coverage, vscode.env.language)) };
}

/**
 * Takes what a check found for right: loosens the check so that the data holds as it is, resolves its anomalies among those
 * of `filter`, says what was changed, and offers to undo it. Throws PlumblineError where the check cannot be loosened.
 */
export async function acceptAsNormal(app: App, checkId: number, filter: AnomalyFilter): Promise<void> {
  const backend = await app.backend();
  const check = await backend.check(checkId);
  const of: AnomalyFilter = { ...filter, checks: [checkId] };
  const title = [(check.fields ?? []).map((field) => nameText(field.name, 60)).join(', '), check.rule_type].filter(Boolean).join(': ');
  const found = await changeFor(backend, check, of);
  if (!found) {
    fail('unsupported', vscode.l10n.t('The check {0} cannot be loosened by itself so that it holds.', title), { remedy: vscode.l10n.t('Edit it, or mark the anomalies as invalid.') });
  }
  const anomalies = await everyAnomaly(backend, of, app.servers.active.kind === 'local' ? 1000 : 100);
  const before = statusesOf(anomalies);
  const refresh = async (): Promise<void> => {
    await app.anomalies.changed([...before.keys()]);
    await app.catalogue.refresh([...new Set(anomalies.flatMap((one) => one.datastore?.id ?? []))]);
  };
  const properties = (change: Change): Change => ({ properties: { ...change.properties }, coverage: change.coverage });
  await backend.updateCheck(checkId, properties(found.change));
  await writeStatuses(backend, new Map([...before.keys()].map((id) => [id, 'Resolved' as const])));
  await refresh();
  await app.notifier.undoable(vscode.l10n.t('{0} is accepted: {1}.', title, found.text), async () => {
    await backend.updateCheck(checkId, properties(loosenable(check)));
    await writeStatuses(backend, before);
    await refresh();
  });
}
