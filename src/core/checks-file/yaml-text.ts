import { LineCounter, parseDocument, stringify, type Document } from 'yaml';
import { fail } from '../errors';
import { canonical } from './canonical';
import { type CheckEntry, checksFile } from './entry';
import { inOrder } from './from-checks';
import { baseUid, uidsOf } from './identity';

/** Only what differs from the usual value, in the order in which people read it. */
function plain(entry: CheckEntry): Record<string, unknown> {
  const some = (object: Record<string, unknown>): boolean => Object.keys(object).length > 0;
  return {
    container: entry.container, rule: entry.rule,
    ...(entry.fields.length > 0 ? { fields: entry.fields } : {}),
    ...(some(entry.properties) ? { properties: canonical(entry.properties) } : {}),
    ...(entry.filter === null ? {} : { filter: entry.filter }),
    ...(entry.coverage === null ? {} : { coverage: entry.coverage }),
    ...(entry.description === '' ? {} : { description: entry.description }),
    ...(entry.status === 'Active' ? {} : { status: entry.status }),
    ...(entry.tags.length > 0 ? { tags: [...entry.tags].sort() } : {}),
    ...(some(entry.metadata) ? { metadata: canonical(entry.metadata) } : {}),
    ...(entry.uid === undefined || entry.uid === baseUid(entry) ? {} : { uid: entry.uid }),
  };
}

/** The text of a checks file: the same entries give the same text, in whatever order they come. */
export function checksText(entries: readonly CheckEntry[]): string {
  return stringify({ version: 1, checks: inOrder(entries).map(plain) }, { lineWidth: 0, aliasDuplicateObjects: false });
}

function lineOf(document: Document, path: readonly PropertyKey[], lines: LineCounter): { line: number; column: number } | undefined {
  for (let depth = path.length; depth >= 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true) as { range?: [number, number, number] | null } | undefined;
    if (node?.range) {
      const { line, col } = lines.linePos(node.range[0]);
      return { line, column: col };
    }
  }
  return undefined;
}

/**
 * Reads a checks file. `name` is for the error: `source-malformed` with line and column of the first thing that is wrong.
 * Two entries with the same identity are refused.
 */
export function parseChecks(text: string, name: string): CheckEntry[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const wrong = document.errors[0];
  if (wrong) {
    const { line, col } = lines.linePos(wrong.pos[0]);
    fail('source-malformed', `The checks file is not YAML: ${wrong.message.split('\n')[0] ?? ''}.`, { place: { path: name, line, column: col } });
  }
  let json: unknown;
  try {
    json = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    fail('source-malformed', `The checks file cannot be read: ${error instanceof Error ? error.message : String(error)}.`, { place: { path: name } }, error);
  }
  const parsed = checksFile.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    fail('source-malformed', `The checks file does not fit: ${issue?.path.map(String).join('.') || 'the file'}: ${issue?.message ?? 'not as expected'}.`, {
      place: { path: name, ...lineOf(document, issue?.path ?? [], lines) }, remedy: '"plumbline checks export" writes one that fits.',
    });
  }
  const { checks } = parsed.data;
  const said = checks.map((c) => c.uid);
  const twice = said.findIndex((uid, i) => uid !== undefined && said.indexOf(uid) !== i);
  if (twice >= 0) {
    fail('source-malformed', `The identity "${said[twice] ?? ''}" is there twice.`, {
      place: { path: name, ...lineOf(document, ['checks', twice, 'uid'], lines) }, remedy: 'Give one of the two checks another uid.',
    });
  }
  const uids = uidsOf(checks);
  return checks.map((entry, i) => (uids[i] === baseUid(entry) ? { ...entry, uid: undefined } : { ...entry, uid: uids[i] }));
}
