import { formatCount, formatDuration, formatPercent, formatRoughly } from '../../core/format/figures';
import type { Operation } from '../../core/api/schemas/operation';
import { estimate } from '../../core/jobs/estimate';
import type { JobProgress } from '../../core/jobs/job';
import { operationToJob } from '../../core/jobs/operation-to-job';
import { kindName } from '../../core/operations/kinds';
import { safeLine } from '../output/safe-text';
import { failedContainers, hasEnded, uncheckedContainers } from './outcome';

/** The command speaks English. */
const locale = 'en-US';

const count = (value: number): string => formatCount(value, locale);

/** A time span in milliseconds as the command prints it. */
export const spanText = (ms: number): string => formatDuration(ms, locale);

function plural(n: number, word: string): string {
  return `${count(n)} ${word}${n === 1 ? '' : word.endsWith('y') ? '' : 's'}`;
}

function measured(progress: JobProgress): string[] {
  const { containersDone, containersTotal, records, recordsTotal } = progress;
  return [
    ...(containersDone !== null && containersTotal !== null ? [`${count(containersDone)}/${count(containersTotal)} containers`] : []),
    ...(records !== null && records > 0 ? [recordsTotal !== null ? `${count(records)}/${count(recordsTotal)} rows` : `${count(records)} rows`] : []),
  ];
}

/** Time that an operation took by the server's own clock, otherwise null. */
export function tookMs(operation: Operation): number | null {
  const zoned = (text: string): number => Date.parse(/(z|[+-]\d{2}:?\d{2})$/i.test(text) ? text : `${text}Z`);
  const ms = operation.start_time && operation.end_time ? zoned(operation.end_time) - zoned(operation.start_time) : NaN;
  return Number.isFinite(ms) && ms >= 0 ? ms : null;
}

/** What an ended operation came to: "7 containers, 10,000 rows, 4 anomalies". */
export function gainText(operation: Operation): string {
  const status = operation.status ?? {};
  const failed = failedContainers(operation);
  const unchecked = uncheckedContainers(operation);
  const parts: (string | false | null | undefined)[] = [
    typeof status.containers_analyzed === 'number' && plural(status.containers_analyzed, 'container'),
    typeof status.containers_added === 'number' && status.containers_added > 0 && `${count(status.containers_added)} added`,
    typeof status.containers_changed === 'number' && status.containers_changed > 0 && `${count(status.containers_changed)} changed`,
    typeof status.containers_missing === 'number' && status.containers_missing > 0 && `${count(status.containers_missing)} missing`,
    typeof status.records_processed === 'number' && plural(status.records_processed, 'row'),
    typeof status.records_exported === 'number' && `${plural(status.records_exported, 'row')} exported`,
    typeof status.fields_profiled === 'number' && plural(status.fields_profiled, 'field'),
    typeof status.checks_added === 'number' && `${plural(status.checks_added, 'check')} added`,
    typeof status.anomalies_identified === 'number' && (status.anomalies_identified === 1 ? '1 anomaly' : `${count(status.anomalies_identified)} anomalies`),
    failed > 0 && `${plural(failed, 'container')} failed`,
    unchecked > 0 && `${plural(unchecked, 'container')} not checked`,
  ];
  return parts.filter((p): p is string => typeof p === 'string').join(', ');
}

function nameOf(operation: Operation): string {
  return `${kindName(operation.type)} of ${safeLine(operation.datastore?.name ?? 'a datastore')} (${operation.id})`;
}

/** The state of an operation as one plain line, without the moving figures: it changes only when the state does. */
export function stateLine(operation: Operation): string {
  if (!hasEnded(operation)) return `${nameOf(operation)}: ${safeLine(operation.result)}`;
  const took = tookMs(operation);
  const gain = gainText(operation);
  return `${nameOf(operation)}: ${safeLine(operation.result)}${took === null ? '' : ` in ${spanText(took)}`}${gain ? `, ${gain}` : ''}`;
}

/** A running operation as one line with what was measured: bar, percent, containers, rows, seconds, time left, what is being done. */
export function liveLine(operation: Operation, elapsedMs: number, width: number, now = Date.now()): string {
  if (hasEnded(operation)) return stateLine(operation).slice(0, Math.max(20, width));
  const job = operationToJob(operation, '');
  const { progress, phase } = job;
  const { left, rate } = estimate(job, now);
  const cells = 16;
  const full = Math.floor((progress.fraction ?? 0) * cells);
  const bar = progress.fraction === null ? safeLine(operation.result)
    : `[${'#'.repeat(full)}${'.'.repeat(cells - full)}] ${formatPercent(progress.fraction, locale).padStart(4)}`;
  const more = [
    ...measured(progress), rate !== null && `${count(rate)} rows/s`, spanText(elapsedMs), left !== null && `about ${formatRoughly(left, locale)} left`,
    phase !== null && safeLine(phase),
  ];
  return [`${nameOf(operation)}  ${bar}`, ...more.filter((text) => typeof text === 'string')].join('  ').slice(0, Math.max(20, width));
}
