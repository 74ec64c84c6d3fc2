import { z } from 'zod';
import { fail } from '../errors';
import { comparatorProperties, comparatorsNote, comparedText, near, type Comparators } from './comparators';
import { scalarCorners } from './corners';
import type { Dialect } from './dialect';
import type { QueryMeaning, RuleColumn } from './meaning';
import { distinctNames } from './predicates';
import { optional, properties } from './properties';
import { refContainer, refDatastore, referenceNeeds, type Reference } from './reference-rules';
import { defineRule, type MeaningInput, type Rule } from './rule';
import { named, records, shapeViolation } from './wording';

type Diff = Reference & Comparators & { id_field_names?: string[] | undefined };

/** A field of this container and of the other, made comparable. */
interface Pairing {
  readonly column: RuleColumn;
  readonly left: (alias: string) => string;
  readonly right: (alias: string) => string;
}

function pairing(field: RuleColumn, input: MeaningInput<Diff>, dialect: Dialect): Pairing {
  const other = input.column(field.name, 'ref_container_id', input.reference().columns);
  const both = dialect.align(field, other);
  if (!both) {
    fail('bad-request', `${named(field.name)} is ${field.nativeType} here and ${other.nativeType} in the other container, which cannot be compared.`,
      { remedy: 'Choose other fields.', place: { path: 'fields' } });
  }
  const of = (wrap: (sql: string) => string, name: string) => (alias: string): string =>
    wrap(alias ? `${alias}.${dialect.identifier(name)}` : dialect.identifier(name));
  return { column: both.column, left: of(both.left, field.name), right: of(both.right, other.name) };
}

/** Rows with the same ids are compared field by field. */
function byIds(ids: readonly Pairing[], others: readonly Pairing[], from: string, p: Diff, dialect: Dialect): Pick<QueryMeaning, 'statement' | 'fails'> {
  const all = [...ids, ...others];
  const row = (alias: string): string => dialect.tuple(all.map((one) => one.left(alias)));
  const key = (side: 'left' | 'right', alias: string): string => dialect.tuple(ids.map((one) => one[side](alias)));
  const sameIds = ids.map((one) => dialect.same(one.left('t'), one.right('r'))).join(' AND ');
  const equal = others.map((one) => `(${near(one.left('t'), one.right('r'), one.column, p, dialect)} OR (${one.left('t')} IS NULL AND ${one.right('r')} IS NULL))`);
  const matched = ['r.present', ...equal].join(' AND ');
  // Joined on the ids alone, which is a hash join; tolerances are looked at within a group.
  const fails = (source: string): string => `${row('')} IN (SELECT ${row('t')} FROM ${source} AS t LEFT JOIN (SELECT *, ${dialect.bool(true)} AS present FROM ${from} AS f) AS r `
    + `ON ${sameIds} GROUP BY ${all.map((one) => one.left('t')).join(', ')} HAVING NOT coalesce(bool_or(${matched}), ${dialect.bool(false)}))`;
  return {
    fails,
    statement: (source) => `SELECT wrong + absent = 0 AS holds, wrong + absent AS failing, ${dialect.toText('wrong')} AS wrong, ${dialect.toText('absent')} AS absent `
      + `FROM (SELECT (SELECT count(*) FROM ${source} AS s WHERE ${fails(source)}) AS wrong, `
      + `(SELECT count(*) FROM ${from} AS r WHERE NOT coalesce(${key('right', 'r')} IN (SELECT ${key('left', 't')} FROM ${source} AS t), ${dialect.bool(false)})) AS absent) AS d`,
  };
}

/** Without ids, rows are compared as bags: each combination of values must occur equally often on both sides. */
function asBags(all: readonly Pairing[], from: string, p: Diff, dialect: Dialect): Pick<QueryMeaning, 'statement' | 'fails'> {
  const value = (one: Pairing, side: 'left' | 'right', alias: string): string =>
    (one.column.type === 'String' ? comparedText(one[side](alias), p, dialect) : one[side](alias));
  const list = (side: 'left' | 'right', alias: string): string => all.map((one, index) => `${value(one, side, alias)} AS v${index}`).join(', ');
  const names = all.map((_, index) => `v${index}`);
  const counts = (source: string): string => `SELECT ${names.join(', ')}, sum(here) AS here, sum(there) AS there FROM (`
    + `SELECT ${list('left', 's')}, 1 AS here, 0 AS there FROM ${source} AS s UNION ALL SELECT ${list('right', 'r')}, 0, 1 FROM ${from} AS r) AS u GROUP BY ${names.join(', ')}`;
  return {
    fails: (source) => `${dialect.tuple(all.map((one) => value(one, 'left', '')))} IN (SELECT ${dialect.tuple(names)} FROM (${counts(source)}) AS c WHERE here > there)`,
    statement: (source) => `SELECT wrong + absent = 0 AS holds, CAST(wrong + absent AS BIGINT) AS failing, ${dialect.toText('CAST(wrong AS BIGINT)')} AS wrong, ${dialect.toText('CAST(absent AS BIGINT)')} AS absent `
      + `FROM (SELECT coalesce(sum(CASE WHEN here > there THEN here - there ELSE 0 END), 0) AS wrong, coalesce(sum(CASE WHEN there > here THEN there - here ELSE 0 END), 0) AS absent `
      + `FROM (${counts(source)}) AS c) AS d`,
  };
}

function meaning(input: MeaningInput<Diff>, dialect: Dialect): QueryMeaning {
  const { fields, properties: p } = input;
  const { from } = input.reference();
  const idNames = p.id_field_names ?? [];
  if (idNames.length === 0 && (p.numeric_comparator || p.duration_comparator)) {
    fail('bad-request', 'Numeric and duration comparators need the fields that identify a row.', { remedy: 'Give id_field_names.', place: { path: 'properties.id_field_names' } });
  }
  const idColumns = idNames.map((name) => input.column(name, 'id_field_names'));
  const ids = idColumns.map((column) => pairing(column, input, dialect));
  const others = fields.filter((field) => !idColumns.some((id) => id.name === field.name)).map((field) => pairing(field, input, dialect));
  return {
    kind: 'query', columns: distinctNames(idColumns.map((column) => column.name), fields.map((field) => field.name)), found: ['wrong', 'absent'],
    ...(ids.length > 0 ? byIds(ids, others, from, p, dialect) : asBags(others, from, p, dialect)),
  };
}

const idList = optional(z.array(z.string('must be names of fields').min(1), 'must be a list').max(20, 'must hold at most 20 names')
  .meta({ title: 'Id fields', description: 'Fields that identify a row, so that a changed row is seen as one difference.', kind: 'list' }) as z.ZodType<string[]>);

function rule(name: string, aliases: Rule['aliases'], title: string, summary: string, more: string): Rule {
  return defineRule<Diff>({
    name, aliases, title, category: 'data_integrity', scope: 'shape', fields: 'multi', fieldTypes: 'any', summary,
    explanation: 'The chosen fields, of the same names in both containers, are compared row by row, without regard to order. With id fields, a row differs when the other '
      + 'container has no row of the same ids with equal values; added to these are rows of the other container whose ids are missing here. Without them, rows are compared '
      + `as a whole and each combination of values must occur equally often. The filter bounds the rows of this container alone. ${more}${comparatorsNote}`,
    example: { fields: ['id', 'total'], properties: { ref_container_id: 2, id_field_names: ['id'] }, says: 'The copy equals the original; a total of 10.00 against 10.50 breaks it.' },
    properties: properties({ ref_container_id: refContainer(), ref_datastore_id: refDatastore(), id_field_names: idList, ...comparatorProperties }),
    supportsFilter: true, supportsCoverage: false,
    corners: scalarCorners({
      nulls: 'Null equals null and differs from every value, also in id fields.', nan: 'NaN equals NaN.', nested: 'Lists, structs and maps of the same type are compared by their content.',
      bigNumbers: 'Whole numbers and decimals are compared exactly; with a floating number, both as doubles.',
      duplicates: 'Without id fields, a row must occur equally often on both sides; with them, each row needs one equal row of its ids.',
    }),
    needs: referenceNeeds,
    meaning,
    violation: (outcome) => {
      const { found, properties: p } = outcome;
      const text = `${found.wrong} of ${records(outcome)} differ from container ${p.ref_container_id}, and ${found.absent} of its records are missing`;
      return shapeViolation(outcome, text, `the same records as container ${p.ref_container_id}`, `${outcome.failing ?? 0} differences`);
    },
  });
}

export const dataDiffRules = [
  rule('dataDiff', {}, 'Data diff', 'Asserts that the chosen fields hold the same rows as those of another container.', ''),
  rule('isReplicaOf', { isNotReplicaOf: (p) => p }, 'Is replica of', 'Asserts that another container holds a replica of the chosen fields.', 'dataDiff is the newer name for the same. '),
];
