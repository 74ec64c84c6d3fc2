import { fail } from '../../../core/errors';
import type { Relation } from '../relation';
import { identifier } from '../../sql/quote';
import type { ComputedDefinition } from './definition';

const joins: Readonly<Record<string, string>> = {
  inner: 'INNER JOIN', left: 'LEFT JOIN', right: 'RIGHT JOIN', outer: 'FULL JOIN', full: 'FULL JOIN', left_semi: 'SEMI JOIN', left_anti: 'ANTI JOIN',
};

// A clause ends with its line, so that a comment at its end takes nothing else away.
const where = (clause: string | null): string => (clause?.trim() ? ` WHERE (${clause}\n)` : '');
const groupBy = (clause: string | null): string => (clause?.trim() ? ` GROUP BY ${clause}\n` : '');

/** The query of a computed file over the container that the name stands for. */
export function fileQuery(definition: Extract<ComputedDefinition, { type: 'computed_file' }>, name: string): string {
  return `SELECT ${definition.select_clause}\n FROM ${identifier(name)}${where(definition.where_clause)}${groupBy(definition.group_by_clause)}`;
}

/** One side of a join: its fields get the prefix and an underscore before their names. */
function side(name: string, prefix: string, { columns }: Pick<Relation, 'columns'>): string {
  const list = columns.map((column) => `${identifier(column.name)} AS ${identifier(`${prefix}_${column.name}`)}`).join(', ');
  return `(SELECT ${list} FROM ${identifier(name)}) AS ${identifier(prefix)}`;
}

function joinField(prefix: string, field: string, { columns }: Pick<Relation, 'columns'>, place: string): string {
  const column = columns.find(({ name }) => name === field)
    ?? fail('bad-request', `There is no field "${field.slice(0, 100)}" to join by.`, { remedy: `Name one of ${columns.slice(0, 20).map(({ name }) => name).join(', ')}.`, place: { path: place } });
  return identifier(`${prefix}_${column.name}`);
}

/** The query of a computed join over the two containers that the names stand for. Throws `bad-request` for a field that is not there. */
export function joinQuery(
  definition: Extract<ComputedDefinition, { type: 'computed_join' }>, left: { name: string; relation: Pick<Relation, 'columns'> }, right: { name: string; relation: Pick<Relation, 'columns'> },
): string {
  const { left_prefix, right_prefix } = definition;
  if (left_prefix === right_prefix) fail('bad-request', 'Both sides have the same prefix.', { remedy: 'Give each side a prefix of its own.', place: { path: 'right_prefix' } });
  const on = `${joinField(left_prefix, definition.left_join_field_name, left.relation, 'left_join_field_name')} = ${joinField(right_prefix, definition.right_join_field_name, right.relation, 'right_join_field_name')}`;
  return `SELECT ${definition.select_clause}\n FROM ${side(left.name, left_prefix, left.relation)} ${joins[definition.join_type] ?? joins.inner} `
    + `${side(right.name, right_prefix, right.relation)} ON ${on}${where(definition.where_clause)}${groupBy(definition.group_by_clause)}`;
}
