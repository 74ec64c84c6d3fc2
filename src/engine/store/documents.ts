import { fail } from '../../core/errors';
import { documentSchemas } from './document-schemas';
import type { EntityOf, TableName } from './tables';

type Document = Record<string, unknown>;
type Upgrade = (document: Document) => Document;

/**
 * How the documents of a table came to be what they are: step N brings one from version N to N + 1 when it is read. A
 * step is never changed once released. Documents say their version in `v`; those of version 1 say none.
 */
const upgrades: Partial<Readonly<Record<TableName, readonly Upgrade[]>>> = {
  connections: [
    // What local files and databases never need; some have kept secrets there.
    ({ parameters: _p, host: _h, port: _o, username: _u, ...kept }) => kept,
  ],
};

const newestOf = (name: TableName): number => (upgrades[name]?.length ?? 0) + 1;

/** The text of an entity that is stored. */
export function documentOf(name: TableName, entity: object): string {
  const version = newestOf(name);
  return JSON.stringify(version === 1 ? entity : { ...entity, v: version });
}

function unreadable(name: TableName, what: string): never {
  fail('source-malformed', `The store holds something among its ${name} that cannot be read: ${what}.`, {
    remedy: 'Put back a copy of state.duckdb, or delete what is damaged with the version that wrote it.',
  });
}

/**
 * The entity of a stored text, brought to the newest form. Throws `unsupported` for one of a later version, and
 * `source-malformed` for one that lacks what it must have.
 */
export function readDocument<N extends TableName>(name: N, text: string): EntityOf<N> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return unreadable(name, 'no JSON');
  }
  if (typeof parsed !== 'object' || parsed === null) return unreadable(name, 'no object');
  const { v = 1, ...stored } = parsed as Document;
  const newest = newestOf(name);
  if (typeof v !== 'number' || !Number.isInteger(v) || v < 1) return unreadable(name, 'its version');
  if (v > newest) {
    fail('unsupported', `The store holds ${name} written by a newer Plumbline (version ${v}, known here: ${newest}).`, { remedy: 'Update Plumbline, or use another store folder.' });
  }
  const current = (upgrades[name] ?? []).slice(v - 1).reduce((document, step) => step(document), stored);
  const checked = documentSchemas[name].safeParse(current);
  if (checked.success) return checked.data as EntityOf<N>;
  const issue = checked.error.issues[0];
  const which = typeof current.id === 'number' ? `${current.id}, ` : '';
  return unreadable(name, `${which}${issue?.path.map(String).join('.') ?? ''}: ${issue?.message ?? 'not as expected'}`);
}
