import { scalarCorners, texts } from './corners';
import type { Dialect } from './dialect';
import { distinctNames, only } from './predicates';
import { flag, optional, properties, real, words } from './properties';
import { defineRule } from './rule';
import { countedViolation, named } from './wording';

type Entity = { distinct_field_name?: string | undefined; pair_substrings: boolean; pair_homophones: boolean; spelling_similarity_threshold?: number | undefined };

/** SQL: TRUE where two different plain names (aliases `a` and `b`) are near-equal by one of the chosen methods. */
function near(p: Entity, dialect: Dialect): string {
  const methods = [dialect.bool(false)];
  if (p.pair_substrings) {
    const inside = (part: string, whole: string): string => `(length(${part}.plain) >= 3 AND ${dialect.includes(`' ' || ${whole}.plain || ' '`, `' ' || ${part}.plain || ' '`)})`;
    methods.push(inside('a', 'b'), inside('b', 'a'));
  }
  if (p.pair_homophones) methods.push("(a.sound <> '' AND a.sound = b.sound)");
  if (p.spelling_similarity_threshold !== undefined) {
    const longest = 'greatest(length(a.plain), length(b.plain))';
    const limit = `(${dialect.double(1 - p.spelling_similarity_threshold)} * ${longest} + 1e-9)`;
    // The distance is at least the difference of the lengths, which costs nothing to look at first.
    methods.push(`CASE WHEN ${longest} > 0 AND abs(length(a.plain) - length(b.plain)) <= ${limit} THEN ${dialect.editDistanceAtMost({ plain: 'a.plain', mask: 'a.mask' }, { plain: 'b.plain', mask: 'b.mask' }, limit)} ELSE ${dialect.bool(false)} END`);
  }
  return `(${methods.join(' OR ')})`;
}

export const entityRules = [
  defineRule<Entity>({
    name: 'entityResolution', aliases: {}, title: 'Entity resolution', category: 'data_integrity', scope: 'record', fields: 'single', fieldTypes: texts,
    summary: 'Asserts that each entity is present under one name and one distinct value only.',
    explanation: 'Two rows name the same entity when their names are near-equal: the same after lower case, without accents and with every run of signs as one blank; and, where '
      + 'chosen, when one is contained in the other as whole words (of three letters or more), when all their words sound alike (American Soundex), or when their spelling is '
      + 'similar: 1 - Damerau-Levenshtein distance / length of the longer name is at least the threshold. Rows that name the same entity but differ in the distinct field break '
      + 'the check; without a distinct field, rows whose names are spelt differently do. Each pair of different names is compared, so the time grows with the square of their number. '
      + 'Distance and length count letters; for scripts other than Latin the distance counts UTF-8 bytes.',
    example: {
      fields: ['company'], properties: { distinct_field_name: 'company_id', pair_homophones: true, spelling_similarity_threshold: 0.85 },
      says: 'A company has one number; "Smith Ltd" as 7 and "Smyth Ltd." as 9 break it.',
    },
    properties: properties({
      distinct_field_name: optional(words('Distinct field', 'The field that must have one value for each entity; the spelling of the name where it is left out.', 'field')),
      pair_substrings: flag('Pair substrings', 'Whether a name that is part of another names the same entity.', false),
      pair_homophones: flag('Pair homophones', 'Whether names that sound alike name the same entity.', false),
      spelling_similarity_threshold: optional(real('Spelling similarity', 'How similar, from 0 to 1, the spelling of two names of one entity is; not looked at where it is left out.', 0, 1)),
    }),
    supportsFilter: true, supportsCoverage: true,
    corners: scalarCorners({
      nulls: 'A row without a name holds; in the distinct field null equals null and differs from every value.', nan: 'In the distinct field NaN equals NaN.', infinity: 'In the distinct field a value like any other.',
      emptyText: 'Names without letters or digits are all the same plain name.', unicode: 'Accents and case do not matter; other letters do.', nested: 'Lists, structs and maps are refused as names.',
      duplicates: 'Rows with the same name and distinct value are one entity present twice in one way, which holds.',
    }),
    meaning: ({ fields, properties: p, column }, dialect) => {
      const field = only(fields);
      const distinct = p.distinct_field_name === undefined ? field : column(p.distinct_field_name, 'distinct_field_name');
      const pair = (alias: string): string => dialect.tuple([field, distinct].map((one) => `${alias}${dialect.identifier(one.name)}`));
      return {
        kind: 'set', columns: distinctNames([field.name, distinct.name]), domain: null,
        fails: (source) => {
          const names = `SELECT DISTINCT s.${dialect.identifier(field.name)} AS name, s.${dialect.identifier(distinct.name)} AS value, ${dialect.plainName(`s.${dialect.identifier(field.name)}`)} AS plain `
            + `FROM ${source} AS s WHERE s.${dialect.identifier(field.name)} IS NOT NULL`;
          const mask = p.spelling_similarity_threshold === undefined ? '0' : dialect.letterMask('plain');
          const plains = `SELECT plain, ${p.pair_homophones ? dialect.soundexWords('plain') : "''"} AS sound, ${mask} AS mask FROM (SELECT DISTINCT plain FROM names) AS n`;
          // Near-equality works both ways, so each pair of plain names is looked at once; the same plain name needs no look.
          const pairs = `SELECT a.plain AS one, b.plain AS two FROM plains AS a, plains AS b WHERE a.plain < b.plain AND ${near(p, dialect)}`;
          return `(${dialect.identifier(field.name)} IS NOT NULL AND ${pair('')} IN (WITH names AS MATERIALIZED (${names}), plains AS MATERIALIZED (${plains}), pairs AS MATERIALIZED (${pairs}), `
            + 'linked AS (SELECT one, two FROM pairs UNION ALL SELECT two, one FROM pairs UNION ALL SELECT plain, plain FROM plains) '
            + `SELECT ${dialect.tuple(['a.name', 'a.value'])} FROM linked AS l JOIN names AS a ON a.plain = l.one JOIN names AS b ON b.plain = l.two WHERE NOT ${dialect.same('a.value', 'b.value')}))`;
        },
      };
    },
    violation: (outcome) => {
      const by = outcome.properties.distinct_field_name === undefined ? 'spelling' : named(outcome.properties.distinct_field_name);
      return countedViolation(outcome, `name an entity that is present under more than one ${by}`, `one ${by} for each entity`);
    },
  }),
];
