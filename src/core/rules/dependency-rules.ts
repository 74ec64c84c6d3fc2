import { fail } from '../errors';
import { scalarCorners, scalars } from './corners';
import { distinctNames, only } from './predicates';
import { flag, initially, list, properties, real, whole } from './properties';
import { defineRule } from './rule';
import { countedViolation, namedList } from './wording';

type Dependency = { determinants: string[]; min_rows: number; min_share: number; max_odd_share: number; min_lead: number; missing_breaks: boolean };

export const dependencyRules = [
  defineRule<Dependency>({
    name: 'functionalDependency', aliases: {}, title: 'Functional dependency', category: 'data_integrity', scope: 'record', fields: 'single', fieldTypes: scalars,
    summary: 'Asserts that rows with the same values in other fields have the same value in this one.',
    explanation: 'Rows are grouped by the determinants; the most frequent value of a group is its majority where the group has enough values, where the majority has enough of them, '
      + 'at least two, and more than the lead times those of the second. A row breaks the check when its value is not its group\'s majority and its own value is no more frequent in the group than '
      + 'the odd share. Where missing values break, so does a null beside a majority. Groups without a majority hold: nothing tells which of their rows is wrong.',
    example: { fields: ['city'], properties: { determinants: ['zip'] }, says: 'A zip code lies in one city; "Bostom" once beside "Boston" eight times breaks it.' },
    properties: properties({
      determinants: list('Determinants', 'Names of the fields whose values decide the value.'),
      min_rows: initially(whole('Min rows', 'Values that a group must have to be looked at.', 2), 3),
      min_share: initially(real('Min share', 'Share, from 0 to 1, of a group\'s values that its majority must have.', 0, 1), 0.75),
      max_odd_share: initially(real('Max odd share', 'Share, from 0 to 1, of a group\'s values above which another value than the majority holds too; a single value never does.', 0, 1), 1),
      min_lead: initially(real('Min lead', 'How many times more frequent than the second value the majority must be.', 1), 1),
      missing_breaks: flag('Missing breaks', 'Whether a null beside a majority breaks the check.', false),
    }),
    supportsFilter: true, supportsCoverage: true,
    corners: scalarCorners({
      nulls: 'A row with a null among its determinants holds; a null in the field itself breaks the check where missing values do.', nan: 'NaN equals NaN.',
      duplicates: 'Every row counts: a value repeated is a value more frequent.',
    }),
    meaning: ({ fields, properties: p, column }, dialect) => {
      const field = only(fields);
      const keys = distinctNames(p.determinants).map((name) => column(name, 'determinants'));
      if (keys.some((key) => key.name === field.name)) {
        fail('bad-request', 'A field cannot be its own determinant.', { remedy: 'Choose other determinants.', place: { path: 'properties.determinants' } });
      }
      const of = (alias: string, name: string): string => `${alias}${dialect.identifier(name)}`;
      const names = keys.map(({ name }) => name);
      const known = names.map((name) => `${of('', name)} IS NOT NULL`).join(' AND ');
      const columns = names.map((_, at) => `k${at}`);
      const value = of('', field.name);
      return {
        kind: 'set', columns: distinctNames(names, [field.name]), domain: null,
        fails: (source) => {
          const counted = `SELECT ${names.map((name, at) => `${of('s.', name)} AS k${at}`).join(', ')}, ${of('s.', field.name)} AS x, count(*) AS n FROM ${source} AS s `
            + `WHERE ${[...names, field.name].map((name) => `${of('s.', name)} IS NOT NULL`).join(' AND ')} GROUP BY ${[...names, field.name].map((name) => of('s.', name)).join(', ')}`;
          const ranked = `SELECT c.*, row_number() OVER (PARTITION BY ${columns.map((name) => `c.${name}`).join(', ')} ORDER BY c.n DESC) AS r FROM (${counted}) AS c`;
          const groups = `SELECT ${columns.join(', ')}, sum(n) AS t, max(n) AS top, max(CASE WHEN r = 2 THEN n ELSE 0 END) AS second FROM ranked GROUP BY ${columns.join(', ')}`;
          const agreed = `SELECT * FROM (${groups}) AS g WHERE t >= ${p.min_rows} AND top >= 2 AND top >= ${dialect.double(p.min_share)} * t - 1e-9 AND top > ${dialect.double(p.min_lead)} * second`;
          const common = `WITH ranked AS MATERIALIZED (${ranked}), agreed AS MATERIALIZED (${agreed})`;
          const odd = `${common} SELECT ${dialect.tuple([...columns.map((name) => `a.${name}`), 'a.x'])} FROM ranked AS a JOIN agreed AS g ON ${columns.map((name) => `a.${name} = g.${name}`).join(' AND ')} `
            + `WHERE a.n < g.top AND (a.n = 1 OR a.n <= ${dialect.double(p.max_odd_share)} * g.t + 1e-9)`;
          const differs = `(${value} IS NOT NULL AND ${dialect.tuple([...names.map((name) => of('', name)), value])} IN (${odd}))`;
          const absent = `(${value} IS NULL AND ${dialect.tuple(names.map((name) => of('', name)))} IN (${common} SELECT ${dialect.tuple(columns.map((name) => `g.${name}`))} FROM agreed AS g))`;
          return `(${known} AND ${p.missing_breaks ? `(${differs} OR ${absent})` : differs})`;
        },
      };
    },
    violation: (outcome) => {
      const by = namedList(outcome.properties.determinants);
      return countedViolation(outcome, `differ from most rows with the same ${by}`, `the value that most rows with the same ${by} have`);
    },
  }),
];
