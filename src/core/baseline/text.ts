import { fail } from '../errors';
import { baselineEntry, inOrder, subjectOf, type BaselineEntry } from './entry';

/** The file of a baseline: a JSON object a line, one line a check, so that a change of one check is a change of one line. */
export function baselineText(entries: readonly BaselineEntry[]): string {
  return inOrder(entries).map((entry) => {
    const { datastore, container, rule, fields, uid, rows, until } = entry;
    return `${JSON.stringify({ datastore, container, rule, fields, ...(uid === undefined ? {} : { uid }), rows, ...(until === undefined ? {} : { until }) })}\n`;
  }).join('');
}

function entryOf(line: string, number: number, file: string): BaselineEntry {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    fail('bad-request', `Line ${number} of the baseline is not JSON.`, { remedy: 'Correct the line, or write the file anew with "plumbline checks baseline".', place: { path: file, line: number } }, error);
  }
  const read = baselineEntry.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  return fail('bad-request', `Line ${number} of the baseline does not fit: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim(), {
    remedy: 'Correct the line, or write the file anew with "plumbline checks baseline".', place: { path: file, line: number },
  });
}

/** The entries of a baseline's text; the last one counts where a check stands twice. Throws `bad-request` with the line. */
export function readBaseline(text: string, file: string): BaselineEntry[] {
  const entries = text.replace(/^\uFEFF/, '').split('\n').map((line, at) => ({ line: line.trim(), number: at + 1 }))
    .filter(({ line }) => line !== '').map(({ line, number }) => entryOf(line, number, file));
  return inOrder([...new Map(entries.map((entry) => [subjectOf(entry), entry])).values()]);
}
