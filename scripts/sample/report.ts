import type { QualityBackend } from '../../src/backend/port';
import type { Anomaly } from '../../src/core/api/schemas/anomaly';
import type { Job } from '../../src/core/jobs/job';

/** Columns as wide as their widest cell; numbers to the right. Control characters of data are shown as spaces. */
export function textTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const clean = rows.map((row) => row.map((cell) => cell.replace(/[\p{Cc}\p{Cf}]/gu, ' ')));
  const width = head.map((title, at) => Math.max(title.length, ...clean.map((row) => row[at]?.length ?? 0)));
  const right = head.map((_, at) => clean.length > 0 && clean.every((row) => /^[\d,.]*$/.test(row[at] ?? '')));
  const line = (cells: readonly string[]): string =>
    cells.map((cell, at) => (right[at] ? cell.padStart(width[at] ?? 0) : cell.padEnd(width[at] ?? 0))).join('  ').trimEnd();
  return [line(head), line(width.map((size) => '-'.repeat(size))), ...clean.map(line)].join('\n');
}

function seconds(job: Job): string {
  return job.started && job.ended ? `${((Date.parse(job.ended) - Date.parse(job.started)) / 1000).toFixed(1)} s` : '';
}

export function jobTable(jobs: readonly Job[]): string {
  return textTable(['ID', 'Type', 'Asset', 'Status', 'Progress', 'Duration', 'Message', 'Created'], jobs.map((job) => [
    String(job.id), job.type, job.asset.name, job.status, job.progress.fraction === null ? '' : `${Math.round(job.progress.fraction * 100)} %`,
    seconds(job), job.message ?? '', job.created,
  ]));
}

/** Every open anomaly of a datastore. */
export async function openAnomalies(backend: QualityBackend, datastoreId: number): Promise<Anomaly[]> {
  const all: Anomaly[] = [];
  for (let page = 1, total = 1; all.length < total; page += 1) {
    const reply = await backend.anomalies({ datastores: [datastoreId], page, size: 100 });
    all.push(...reply.items);
    total = reply.items.length === 0 ? 0 : reply.total;
  }
  return all;
}

export function anomalyTable(anomalies: readonly Anomaly[]): string {
  const cut = (text: string): string => (text.length > 100 ? `${text.slice(0, 99)}…` : text);
  return textTable(['ID', 'Type', 'Container', 'Rows', 'What is wrong'], anomalies.map((anomaly) => [
    String(anomaly.id), anomaly.type ?? '', anomaly.container?.name ?? '', String(anomaly.anomalous_records_count ?? ''),
    cut(anomaly.failed_checks?.[0]?.message ?? anomaly.description ?? ''),
  ]));
}
