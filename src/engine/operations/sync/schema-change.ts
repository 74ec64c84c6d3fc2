import type { StoredField } from '../../store/model';
import type { SourceContainer } from '../../sources/source';

export interface SchemaChange {
  readonly added: string[];
  readonly removed: string[];
  /** `name OLD→NEW` */
  readonly retyped: string[];
}

/** What differs between the catalogue's fields (missing ones do not count) and the columns found. */
export function schemaChange(known: readonly StoredField[], columns: SourceContainer['columns']): SchemaChange {
  const active = new Map(known.filter((field) => field.status !== 'missing' && !field.computed).map((field) => [field.name, field]));
  const found = new Set(columns.map((column) => column.name));
  return {
    added: columns.filter((column) => !active.has(column.name)).map((column) => column.name),
    removed: [...active.keys()].filter((name) => !found.has(name)),
    retyped: columns.flatMap((column) => {
      const before = active.get(column.name);
      return before && before.native_type !== column.nativeType ? [`${column.name} ${before.native_type}→${column.nativeType}`] : [];
    }),
  };
}

const list = (names: readonly string[]): string => (names.length > 10 ? `${names.slice(0, 10).join(', ')} and ${names.length - 10} more` : names.join(', '));

/** One sentence about a change; null when nothing changed. */
export function changeText(change: SchemaChange): string | null {
  const parts = [
    change.added.length ? `added ${list(change.added)}` : '',
    change.removed.length ? `removed ${list(change.removed)}` : '',
    change.retyped.length ? `changed type of ${list(change.retyped)}` : '',
  ].filter(Boolean);
  return parts.length ? `Columns: ${parts.join('; ')}.` : null;
}
