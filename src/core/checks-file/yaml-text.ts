import { LineCounter, parseDocument, type Document } from 'yaml';
import { fail } from '../errors';
import { given } from '../read-options/change';
import { byText, canonical } from './canonical';
import { type ChecksContent, contentOf } from './content';
import { type CheckEntry, checksFile } from './entry';
import { inOrder } from './from-checks';
import { baseUid, uidsOf } from './identity';
import { visibleYaml } from './visible-yaml';

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

/** Containers that have to be listed: with read options of their own, or without checks. */
function listed({ containers, checks }: ChecksContent): Record<string, unknown>[] {
  const checked = new Set(checks.map((check) => check.container));
  return containers.filter((c) => c.read_options !== undefined || !checked.has(c.name)).sort((a, b) => byText(a.name, b.name))
    .map((c) => ({ name: c.name, ...(c.read_options ? { read_options: canonical(c.read_options) } : {}) }));
}

/** The text of a checks file: the same content gives the same text, in whatever order it comes. */
export function checksText(content: ChecksContent): string {
  const containers = listed(content);
  const file = {
    version: 1,
    ...(content.containers.some((container) => !container.whole) ? { partial: true } : {}),
    ...(content.datastore ? { datastore: { read_options: canonical(content.datastore) } } : {}),
    ...(containers.length > 0 ? { containers } : {}),
    checks: inOrder(content.checks).map(plain),
  };
  return visibleYaml(file);
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
export function parseChecks(text: string, name: string): ChecksContent {
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
  const { checks, containers, datastore, partial } = parsed.data;
  const said = checks.map((c) => c.uid);
  const twice = said.findIndex((uid, i) => uid !== undefined && said.indexOf(uid) !== i);
  if (twice >= 0) {
    fail('source-malformed', `The identity "${said[twice] ?? ''}" is there twice.`, {
      place: { path: name, ...lineOf(document, ['checks', twice, 'uid'], lines) }, remedy: 'Give one of the two checks another uid.',
    });
  }
  const uids = uidsOf(checks);
  const entries = checks.map((entry, i) => (uids[i] === baseUid(entry) ? { ...entry, uid: undefined } : { ...entry, uid: uids[i] }));
  const spoken = [...containers, ...checks.map((check) => ({ name: check.container, read_options: undefined }))];
  return contentOf(entries, spoken.map((one) => ({
    name: one.name, whole: !partial, ...(one.read_options ? { read_options: given(one.read_options) } : {}),
  })), datastore?.read_options && given(datastore.read_options));
}
