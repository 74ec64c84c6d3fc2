import { columnWords, isPerson, wordsOf, type ColumnWords } from './column-words';
import { isBareName, kindsOfName, type NameMatch } from './name-dictionary';
import { tagKinds, tagsOf, type TagKind } from './tag-kinds';
import { nationalTestFor, valueTests, type ValueTest } from './value-tests';

/** A column and a sample of its values as texts; null where there is none. */
export interface SampledColumn { readonly name: string; readonly values: readonly (string | null)[] }

/** Tags that a column should perhaps have, of one kind of personal data: how sure that is (0 to 1), and why, in words. */
export interface TagSuggestion {
  readonly column: string;
  readonly kind: TagKind;
  readonly tags: readonly string[];
  readonly confidence: number;
  readonly reason: string;
}

/** Most values of a column that are looked at. */
export const sampleSize = 1000;
/** Longer values are of none of these kinds. */
const longest = 200;
/** Fewer different values than this prove nothing alone. */
const fewest = 5;
/** Share of values that must prove a kind for a column whose name does not speak for it. */
const proving = 0.8;
/** Share of values that must be able to be of the kind that the name speaks for. */
const fitting = { exact: 0.5, within: 0.8 } as const;
/** Kinds that a table has about people; where one is, a column "name" is a person's. */
const aboutPeople: ReadonlySet<TagKind> = new Set(['us-ssn', 'national-id', 'birth-date', 'gender', 'age', 'email', 'phone']);

interface Sample { readonly values: readonly string[]; readonly distinct: readonly string[] }

function sampleOf(column: SampledColumn): Sample {
  const values = column.values.slice(0, sampleSize).flatMap((value) => {
    // A number that came through a floating point column keeps a ".0", which is no part of it.
    const text = value?.slice(0, longest + 1).trim().replace(/^(\d+)\.0$/, '$1') ?? '';
    return text === '' ? [] : [text];
  });
  return { values, distinct: [...new Set(values)] };
}

const counted = (values: readonly string[], test: (value: string) => boolean): number =>
  values.filter((value) => value.length <= longest && test(value)).length;

const testOf = (kind: TagKind, column: SampledColumn, { values }: Sample): ValueTest =>
  kind === 'national-id' ? nationalTestFor(wordsOf(column.name), values.filter((value) => value.length <= longest)) : valueTests[kind];

function judgeKind(kind: TagKind, column: SampledColumn, sample: Sample, name: NameMatch | undefined): TagSuggestion | undefined {
  const { fits, proof, words } = testOf(kind, column, sample);
  if (!name && !proof) return undefined;
  const { title } = tagKinds[kind];
  const { length } = sample.distinct;
  const called = name && `its name ${name === 'exact' ? 'means' : 'ends in a word for'} ${title}`;
  const give = (confidence: number, reason: string): TagSuggestion => ({
    column: column.name, kind, tags: tagsOf(kind), confidence, reason,
  });
  const proven = proof ? counted(sample.distinct, proof.proves) : 0;
  if (proof && length >= (name ? 1 : fewest) && proven >= proving * length) {
    const reason = `${proven} of ${length} different values ${proof.words}`;
    return called ? give(0.99, `${called}, and ${reason}`) : give(0.9, reason);
  }
  if (!name) return undefined;
  if (length === 0) return name === 'exact' ? give(0.6, `${called}; the sample has no values`) : undefined;
  const fit = counted(sample.values, fits);
  if (fit < fitting[name] * sample.values.length) return undefined;
  const base = name === 'exact' ? 0.75 : 0.6;
  const confidence = Math.round(100 * (base + (0.2 * fit) / sample.values.length)) / 100;
  return give(confidence, `${called}, and ${fit} of ${sample.values.length} values ${words}`);
}

function bestOf(column: SampledColumn, words: ColumnWords, sample: Sample): TagSuggestion | undefined {
  const names = kindsOfName(words);
  return (Object.keys(tagKinds) as TagKind[])
    .flatMap((kind) => judgeKind(kind, column, sample, names.get(kind)) ?? [])
    .sort((a, b) => b.confidence - a.confidence)[0];
}

/**
 * Suggests tags for the columns of a table, at most one each, from their names and a sample of their values. The reason
 * counts values and never shows one.
 */
export function suggestTags(table: string, columns: readonly SampledColumn[]): TagSuggestion[] {
  const read = columns.map((column) => ({ column, words: columnWords(column.name), sample: sampleOf(column) }));
  const found = new Map(read.flatMap(({ column, words, sample }) => {
    const best = bestOf(column, words, sample);
    return best ? [[column.name, best] as const] : [];
  }));
  const tableOfPeople = wordsOf(table).some(isPerson);
  const beside = [...found.values()].find((suggestion) => aboutPeople.has(suggestion.kind));
  return read.flatMap(({ column, words, sample }) => {
    const best = found.get(column.name);
    if (best) return [best];
    const why = words.person ? 'the column is named after a person' : tableOfPeople ? 'the table is named after people'
      : beside && `the table also has "${beside.column}" (${tagKinds[beside.kind].title})`;
    if (!why || !isBareName(words)) return [];
    const named = judgeKind('full-name', column, sample, 'exact');
    return named ? [{ ...named, confidence: Math.round(90 * named.confidence) / 100, reason: `${named.reason}; ${why}` }] : [];
  });
}
