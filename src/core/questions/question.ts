import type { JobStatus } from '../jobs/job';
import { kindNames, operationKinds } from '../operations/kinds';
import { spanOf, type Span } from './time-words';

/** What a question asks of the jobs that it is about. */
export type Ask = 'why' | 'list' | 'count' | 'duration' | 'last';

export interface Question {
  readonly ask: Ask;
  /** The kind of operation; null for all. */
  readonly type: string | null;
  readonly status: JobStatus | null;
  /** A known datastore; null for all. */
  readonly datastore: string | null;
  /** What was named as a datastore and is none that is known. */
  readonly unknown: string | null;
  readonly span: Span | null;
}

/** Further names of kinds, as other products and people call them. */
const alsoCalled: Readonly<Record<string, string>> = {
  sync: 'schema discover(?:y|ies)|discover(?:y|ies)|catalog(?:ue)?s?|catalog(?:ue)?ing|syncing|synchroni[sz]ations?', profile: 'profiling', scan: 'scanning',
  capture: 'capturing|metrics? captures?',
};

const statuses: readonly (readonly [JobStatus, RegExp])[] = [
  ['Failed', /\b(?:fail(?:ed|s|ures?|ing)?|broken?|errors?|errored|crash(?:ed)?|went wrong|not work)\b/],
  ['Running', /\b(?:running|in progress|active|ongoing|underway|right now)\b/],
  ['Pending', /\b(?:pending|queued|waiting)\b/],
  ['Cancelled', /\b(?:cancel(?:l?ed)?|aborted|stopped)\b/],
  ['Completed', /\b(?:completed?|succeed(?:ed)?|successful(?:ly)?|finished|passed|done)\b/],
];

const jobs = /\b(?:jobs?|runs?|ran|operations?|tasks?)\b/;
const asks: readonly (readonly [Ask, RegExp])[] = [
  ['why', /\bwhy\b|\bwhat(?:'s| is| was| went)? (?:went )?(?:wrong|the (?:reason|cause|error|problem))|\b(?:what|which) (?:caused|error)\b|\bexplain\b|\breason (?:for|of|that)\b|\bcause of\b/],
  ['duration', /\bhow (?:long|slow|fast|quick(?:ly)?|much time)\b|\b(?:average|usual|typical|mean|median) (?:time|duration|length|run ?time)\b|\b(?:duration|run ?time)s?\b/],
  ['count', /\bhow (?:many|often)\b|\b(?:number|count) of\b/],
  ['last', /\bwhen\b|\b(?:last|latest|newest|most recent)\b(?! (?:\d|(?:two|three|four|five|six|seven|week|month|minute|hour|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b))/],
  ['list', /\b(?:show|list|what|which|give|see|find|display|any|get|are|were|did|is|tell)\b/],
];

function typeOf(text: string): string | null {
  return kindNames.find((name) => {
    const names = [`${name}s?`, `${name}(?:n?ed|d)`, operationKinds[name].title.toLowerCase(), ...(alsoCalled[name] ? [alsoCalled[name]] : [])];
    return new RegExp(`\\b(?:${names.join('|')})\\b`).test(text);
  }) ?? null;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The known datastore that a text names, the longest name first; and what stands where a name is expected. */
function datastoreOf(text: string, names: readonly string[]): { datastore: string | null; unknown: string | null } {
  const datastore = [...names].sort((a, b) => b.length - a.length)
    .find((name) => new RegExp(`(?<![\\p{L}\\p{N}_])${escaped(name.toLowerCase())}(?![\\p{L}\\p{N}_])`, 'u').test(text)) ?? null;
  const named = /\b(?:for|on|of|in|from|against) (?:the |my |our )?["']?([\p{L}\p{N}_.-]+)["']? (?:database|datastore|data store|db|store)\b/u.exec(text)?.[1]
    ?? /\b(?:database|datastore|data store|db) (?:called |named )?["']?([\p{L}\p{N}_.-]+)/u.exec(text)?.[1] ?? null;
  return { datastore, unknown: datastore === null ? named : null };
}

/** Understands a question about jobs, in English; null where it is none. `now` in milliseconds since 1970, `datastores`: names that are known. */
export function parseQuestion(asked: string, now: number, datastores: readonly string[]): Question | null {
  const text = asked.slice(0, 1000).toLowerCase().replaceAll('’', "'").replaceAll(/\s+/g, ' ').trim();
  const { datastore, unknown } = datastoreOf(text, datastores);
  const rest = datastore === null ? text : text.replace(datastore.toLowerCase(), ' ');
  const span = spanOf(rest, now);
  const type = typeOf(rest);
  const found = statuses.find(([, words]) => words.test(rest))?.[0] ?? null;
  const about = jobs.test(rest) || type !== null || found !== null;
  if (!about) return null;
  const ask = asks.find(([, words]) => words.test(rest))?.[0] ?? 'list';
  if (ask === 'why') return { ask, type, status: 'Failed', datastore, unknown, span };
  // "How long does a scan take to complete" asks about all of them that did.
  return { ask, type, status: ask === 'duration' ? null : found, datastore, unknown, span };
}
