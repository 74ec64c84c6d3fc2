import type { Operation } from '../api/schemas/operation';
import { formatCount, formatDuration } from '../format/figures';
import { formatInstant } from '../format/moments';
import { failureHelp } from '../jobs/failure-help';
import type { Job } from '../jobs/job';
import { operationToJob } from '../jobs/operation-to-job';
import { median, quantile } from '../metrics/numbers';
import { kindTitle } from '../operations/words';
import { toInstant } from '../protocol/moment';
import type { Question } from './question';

export interface Answer {
  readonly text: string;
  /** Ids of the jobs that it rests on, newest first. */
  readonly jobs: readonly number[];
}

/** Jobs that an answer names at most; it counts all. */
const mostNamed = 20;
const locale = 'en-US';

/** What can be asked, for whoever asked something else. */
export const whatCanBeAsked = `I answer questions about jobs, such as:
  Why did my last job fail?
  What jobs ran this week?
  How long does a scan usually take?
  Show me failed jobs for the orders database
  How many syncs failed since Monday?
  When was the last profile of orders?`;

const plural = (count: number): string => `${formatCount(count, locale)} ${count === 1 ? 'job' : 'jobs'}`;

function took(job: Job): number | null {
  const [started, ended] = [toInstant(job.started), toInstant(job.ended)];
  return started === null || ended === null ? null : Math.max(0, ended - started);
}

function line(job: Job): string {
  const span = took(job);
  const said = job.problem?.reason ?? job.message;
  const at = toInstant(job.created);
  return [
    `${kindTitle(job.type)} of ${job.asset.name || 'a datastore'} (job ${job.id})`, job.status,
    ...(at === null ? [] : [formatInstant(at, locale)]), ...(span === null ? [] : [formatDuration(span, locale)]), ...(said ? [said] : []),
  ].join(' · ');
}

/** "failed scan jobs of orders this week": what a question is about, in words. */
function subject({ status, type, datastore, span }: Question): string {
  return [status?.toLowerCase(), type === null ? null : kindTitle(type).toLowerCase(), 'jobs', datastore === null ? null : `of ${datastore}`, span?.words]
    .filter(Boolean).join(' ');
}

function why(question: Question, failed: readonly Job[]): Answer {
  const [job] = failed;
  if (!job) return { text: `There are no ${subject(question)}.`, jobs: [] };
  const reason = job.problem?.reason ?? job.message ?? 'The server gave no reason.';
  const help = failureHelp({ reason, detail: job.problem?.detail ?? null });
  const remedy = job.problem?.remedy ?? help?.remedy ?? null;
  const parts = job.parts.filter((part) => part.result === 'failure').slice(0, 5).map((part) => `  ${part.container?.name ?? 'a container'}: ${part.message ?? 'failed'}`);
  const lines = [
    `${kindTitle(job.type)} of ${job.asset.name || 'a datastore'} (job ${job.id}) failed: ${reason}`, ...parts,
    ...(help && !reason.includes(help.cause) ? [`Usual cause: ${help.cause}`] : []), ...(remedy ? [`What to do: ${remedy}`] : []),
    ...(help?.transient ? ['This often passes by itself: retry it first.'] : []),
  ];
  return { text: lines.join('\n'), jobs: [job.id] };
}

function duration(question: Question, ended: readonly Job[]): Answer {
  const timed = ended.flatMap((job) => {
    const span = job.status === 'Completed' ? took(job) : null;
    return span === null ? [] : [{ job, span }];
  });
  const [newest] = timed;
  if (!newest) return { text: `No ${subject({ ...question, status: 'Completed' })} are known, so nothing can be said of their time.`, jobs: [] };
  const spans = timed.map(({ span }) => span);
  const [usual, slow, longest] = [median(spans), quantile(spans, 0.9), timed.reduce((a, b) => (b.span > a.span ? b : a))];
  const text = spans.length === 1 ? `Once, job ${newest.job.id}, it took ${formatDuration(newest.span, locale)}.`
    : `Usually ${formatDuration(usual, locale)} (the middle of ${plural(spans.length)}); nine of ten take at most ${formatDuration(slow, locale)}. `
      + `The longest took ${formatDuration(longest.span, locale)} (job ${longest.job.id}), the newest ${formatDuration(newest.span, locale)} (job ${newest.job.id}).`;
  return { text, jobs: timed.slice(0, mostNamed).map(({ job }) => job.id) };
}

function listed(question: Question, jobs: readonly Job[]): Answer {
  if (jobs.length === 0) return { text: `There are no ${subject(question)}.`, jobs: [] };
  const named = jobs.slice(0, mostNamed);
  const tally = new Map<string, number>();
  for (const { status } of jobs) tally.set(status, (tally.get(status) ?? 0) + 1);
  const head = `${plural(jobs.length)}: ${[...tally].map(([status, count]) => `${count} ${status.toLowerCase()}`).join(', ')}.`;
  const more = jobs.length - named.length;
  return { text: [head, ...named.map((job) => `  ${line(job)}`), ...(more > 0 ? [`  and ${more} more.`] : [])].join('\n'), jobs: named.map(({ id }) => id) };
}

/** Answers a question from operations, in any order, with the ids of the jobs that the answer rests on. */
export function answerQuestion(question: Question, operations: readonly Operation[]): Answer {
  if (question.unknown !== null) return { text: `There is no datastore "${question.unknown}".`, jobs: [] };
  const { type, status, datastore, span } = question;
  const jobs = operations.map((operation) => operationToJob(operation, '')).sort((a, b) => b.id - a.id).filter((job) => {
    const at = toInstant(job.created) ?? 0;
    return (type === null || job.type === type) && (status === null || job.status === status)
      && (datastore === null || job.asset.name === datastore) && (span === null || (at >= span.from && at < span.to));
  });
  switch (question.ask) {
    case 'why': return why(question, jobs);
    case 'duration': return duration(question, jobs);
    case 'count': return { text: `${plural(jobs.length)}${jobs.length > 0 ? `, the newest is job ${jobs[0]!.id}` : ''}.`, jobs: jobs.slice(0, mostNamed).map(({ id }) => id) };
    case 'last': return jobs[0] ? { text: line(jobs[0]), jobs: [jobs[0].id] } : listed(question, []);
    case 'list': return listed(question, jobs);
  }
}
