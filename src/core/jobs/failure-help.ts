import type { ErrorCode } from '../errors';

/** What usually stands behind a failure, and what helps. In English; editors translate the sentences. */
export interface FailureHelp {
  readonly cause: string;
  readonly remedy: string;
  /** It often passes by itself: trying again is the first thing to do. */
  readonly transient: boolean;
}

interface Known extends FailureHelp {
  readonly codes: readonly ErrorCode[];
  readonly says: RegExp;
}

/** The first that fits counts: what is said more exactly comes first. */
const known: readonly Known[] = [
  { codes: ['disk-full'], says: /no space left|disk (?:is )?full|ENOSPC|disk quota/i, transient: false,
    cause: 'The disk is full.', remedy: 'Make room where the store and temporary files lie, then retry.' },
  { codes: ['out-of-memory'], says: /out of memory|memory limit|cannot allocate|OOM|heap/i, transient: false,
    cause: 'There was not enough memory.', remedy: 'Work on fewer containers at a time, bound the rows that are read, or allow the engine more memory.' },
  { codes: [], says: /no checks|nothing to check|no (?:active )?quality checks/i, transient: false,
    cause: 'There are no checks to run.', remedy: 'Run a profile first, which proposes checks, or write some.' },
  { codes: [], says: /enrichment datastore|no enrichment/i, transient: false,
    cause: 'The datastore has no enrichment datastore to write to.', remedy: 'Link one in the settings of the datastore, or run without remediation.' },
  { codes: ['source-locked'], says: /lock(?:ed)? (?:held|by)|is locked|conflicting lock|database is locked|lock timeout|deadlock/i, transient: true,
    cause: 'Another program holds a lock on the data.', remedy: 'Close that program or wait until it has ended, then retry.' },
  { codes: ['not-authenticated', 'password-needed'], says: /\b401\b|unauthori[sz]ed|authentication failed|invalid (?:token|password|credentials)|password authentication|token (?:has )?expired/i, transient: false,
    cause: 'The sign-in was not accepted.', remedy: 'Sign in again, or renew the token or the password of the connection.' },
  { codes: ['not-allowed', 'source-unreadable'], says: /\b403\b|permission denied|access denied|forbidden|insufficient privilege|not allowed|EACCES|EPERM/i, transient: false,
    cause: 'The right to read this is missing.', remedy: 'Grant the user of the connection the right to read it, then retry.' },
  { codes: ['source-changed'], says: /schema (?:has )?changed|does not exist any more|column .*(?:not found|does not exist)|is not there any more|was (?:written to|replaced|removed) meanwhile/i, transient: false,
    cause: 'The data has another form than at the last sync.', remedy: 'Run a sync, correct checks that name what is gone, then retry.' },
  { codes: ['timed-out'], says: /tim(?:ed|e)[ -]?out|statement timeout|deadline exceeded|took too long/i, transient: true,
    cause: 'It took longer than it was allowed to.', remedy: 'Retry; if it happens again, work on fewer containers or bound the rows that are read.' },
  { codes: ['unreachable', 'rate-limited', 'server-failed'], transient: true,
    says: /ECONNRE|ENOTFOUND|EAI_AGAIN|connection (?:refused|reset|lost|closed)|network|could not connect|unreachable|socket hang up|\b(?:429|502|503|504)\b|temporar(?:y|ily)/i,
    cause: 'The server could not be reached, or did not answer as it should.', remedy: 'Retry; if it happens again, look at the network, the proxy and the server.' },
  { codes: ['engine-stopped', 'engine-unavailable'], says: /engine (?:was )?(?:stopped|killed|ended)|interrupted by|the engine stopped/i, transient: true,
    cause: 'The engine ended while the job ran.', remedy: 'Retry; nothing that was stored before is harmed.' },
  { codes: ['source-malformed'], says: /line \d+|malformed|cannot be parsed|invalid (?:csv|json|parquet|utf-?8)|expected \d+ columns/i, transient: false,
    cause: 'The data is not written as its format asks.', remedy: 'Correct the place that is named, or change the read options, then retry.' },
  { codes: ['source-missing', 'not-found'], says: /not found|no such (?:file|table)|does not exist|\b404\b|ENOENT|catalogue .* is empty/i, transient: false,
    cause: 'What the job works on is not there.', remedy: 'Check names and paths, and run a sync if something was renamed or is new.' },
];

/** Matches how a job failed to what usually stands behind it; null where nothing fits. Code first, then what is said. */
export function failureHelp(failure: { readonly code?: string | null; readonly reason: string; readonly detail?: string | null }): FailureHelp | null {
  const texts = [failure.reason, failure.detail ?? ''];
  const found = texts.map((text) => known.find((one) => one.says.test(text.slice(0, 10_000))));
  const one = found[0] ?? known.find((entry) => (entry.codes as readonly string[]).includes(failure.code ?? '')) ?? found[1];
  return one ? { cause: one.cause, remedy: one.remedy, transient: one.transient } : null;
}

/** All sentences, for translators. */
export const failureTexts: readonly string[] = known.flatMap(({ cause, remedy }) => [cause, remedy]);
