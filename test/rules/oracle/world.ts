import fc from 'fast-check';
import type { FieldType } from '../../../src/core/api/schemas/container';
import { cellsOf, kinds, type Cell, type Kind } from './cells';

export interface WorldColumn {
  readonly name: string;
  readonly kind: Kind;
  readonly type: FieldType;
  readonly nativeType: string;
}

/** A small table with an `id` (position, 1-based) that no check reads, as the oracle sees it. */
export interface World {
  readonly columns: readonly WorldColumn[];
  /** Row by row, a cell for each column. */
  readonly rows: readonly (readonly Cell[])[];
}

const oddNames = ['a', 'A b', 'select', 'q"uote', "it's", 'Ünï 😀', 'x;--', 'new\nline', 'k', '{{v}}', 'percent%', 'b`tick', 'ns.member', '1st', '*'];

/** Tables of the given kinds of columns, one column a kind, under odd names; some values repeat within a column. */
export function worlds(wanted: readonly Kind[], mostRows = 14): fc.Arbitrary<World> {
  const names = fc.shuffledSubarray(oddNames, { minLength: wanted.length, maxLength: wanted.length });
  return fc.tuple(names, fc.nat(mostRows)).chain(([chosen, count]) => {
    const columns = wanted.map((kind, index): WorldColumn => ({ name: chosen[index]!, kind, ...kinds[kind] }));
    return fc.tuple(...columns.map((column) => cellsOf(column.kind, count))).map((byColumn): World => ({
      columns, rows: Array.from({ length: count }, (_, row) => byColumn.map((cells) => cells[row]!)),
    }));
  });
}

const identifier = (name: string): string => `"${name.replace(/"/g, '""')}"`;

/** Statements that make the world a table of that name, with `id` behind the columns. */
export function worldSql(world: World, table: string, literal: (cell: Cell, kind: Kind) => string): string {
  const columns = world.columns.map((column) => `${identifier(column.name)} ${column.nativeType}`).concat('"id" INTEGER');
  const rows = world.rows.map((cells, index) => `(${[...cells.map((cell, at) => literal(cell, world.columns[at]!.kind)), String(index + 1)].join(', ')})`);
  return `CREATE OR REPLACE TABLE ${table} (${columns.join(', ')});${rows.length > 0 ? ` INSERT INTO ${table} VALUES ${rows.join(', ')};` : ''}`;
}
