import { z } from 'zod';
import type { RuleSpec } from '../api/schemas/check';
import type { Problem } from '../errors';
import { addressRules } from './address-rules';
import { aggregateRules } from './aggregate-rules';
import { dataDiffRules } from './data-diff-rules';
import { dependencyRules } from './dependency-rules';
import { entityRules } from './entity-rules';
import { equalityRules } from './equality-rules';
import { fieldComparisonRules } from './field-comparison-rules';
import { formatRules } from './format-rules';
import { predictionRules } from './prediction-rules';
import { referenceRules } from './reference-rules';
import { timeDistributionRules } from './time-distribution-rules';
import { typeRules } from './type-rules';
import { userDefinedRules } from './user-defined-rules';
import { volumeRules } from './volume-rules';
import { expressionRules } from './expression-rules';
import { lengthRules } from './length-rules';
import { misspellingRules } from './misspelling-rules';
import { nullRules } from './null-rules';
import { patternRules } from './pattern-rules';
import type { PropertyMeta } from './properties';
import { rangeRules } from './range-rules';
import type { Rule } from './rule';
import { setRules } from './set-rules';
import { structureRules } from './structure-rules';
import { timeRules } from './time-rules';
import { uniqueRules } from './unique-rules';
import { writtenRules } from './written-rules';

/** Every rule there is, in alphabetical order. */
export const allRules: readonly Rule[] = [
  nullRules, rangeRules, lengthRules, setRules, timeRules, uniqueRules, patternRules, expressionRules, structureRules,
  equalityRules, fieldComparisonRules, referenceRules, formatRules, typeRules, addressRules, aggregateRules, volumeRules, predictionRules,
  timeDistributionRules, dataDiffRules, entityRules, userDefinedRules, misspellingRules, dependencyRules, writtenRules,
].flat().sort((a, b) => a.name.localeCompare(b.name, 'en'));

/** A rule by its name or an older one; undefined where there is none. */
export function ruleByName(name: string): Rule | undefined {
  return allRules.find((rule) => rule.name === name) ?? allRules.find((rule) => Object.hasOwn(rule.aliases, name));
}

export interface PropertyInfo extends PropertyMeta {
  readonly name: string;
  /** Where it stands in the properties, e.g. `numeric_comparator.epsilon`. */
  readonly path: string;
  readonly required: boolean;
  readonly initial: unknown;
}

interface Shaped { readonly shape: Record<string, z.ZodType> }
const shapeOf = (schema: z.ZodType): Record<string, z.ZodType> => {
  const bare = schema instanceof z.ZodOptional || schema instanceof z.ZodDefault ? schema.unwrap() as z.ZodType : schema;
  return bare instanceof z.ZodObject ? (bare as Shaped).shape : {};
};

/** The properties of a rule for forms and pages; those of a group one by one. */
export function propertyInfos(rule: Rule): PropertyInfo[] {
  const read = (shape: Record<string, z.ZodType>, prefix: string, free: boolean): PropertyInfo[] =>
    Object.entries(shape).flatMap(([name, schema]) => {
      const meta = schema.meta() as PropertyMeta | undefined;
      if (!meta) throw new Error(`Property ${name} of rule ${rule.name} has no title.`);
      const given = schema.safeParse(undefined);
      if (meta.kind === 'group') return read(shapeOf(schema), `${prefix}${name}.`, free || given.success);
      return [{ ...meta, name, path: `${prefix}${name}`, required: !given.success && !free, initial: given.success ? given.data : undefined }];
    });
  return read(shapeOf(rule.properties), '', false);
}

/** What `GET /api/quality-checks/specifications/rules` says of each rule. */
export function ruleSpecs(): RuleSpec[] {
  return allRules.map((rule) => ({
    rule: rule.name, rule_description: rule.summary, author: true, fields: rule.fields, title: rule.title, scope: rule.scope,
    fields_type_filter: rule.fieldTypes === 'any' ? null : [...rule.fieldTypes],
    supports_filter: rule.supportsFilter, supports_coverage: rule.supportsCoverage, category: rule.category,
    properties: propertyInfos(rule).map((info) => ({
      field: info.name, map_to: info.path, required: info.required, title: info.title, type: info.kind, description: info.description,
      values: info.values ? [...info.values] : null, default: info.initial,
    })),
  }));
}

/** Drops properties that are null: servers send every property that a rule of theirs could have. */
function given(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== null && inner !== undefined).map(([key, inner]) => [key, given(inner)]));
}

/** The properties of a check, read by its rule's own schema; else one problem a property, with its path. */
export function parseProperties(rule: Rule, ruleName: string, raw: unknown): { readonly value: unknown } | { readonly problems: Problem[] } {
  const plain = given(raw ?? {}) as Record<string, unknown>;
  const adapt = rule.name === ruleName ? undefined : rule.aliases[ruleName];
  const parsed = rule.properties.safeParse(adapt ? given(adapt(plain)) : plain);
  if (parsed.success) return { value: parsed.data };
  const known = propertyInfos(rule).map((info) => info.path);
  return {
    problems: parsed.error.issues.map((issue): Problem => {
      const name = issue.path.join('.');
      const missing = issue.path.length > 0 && valueAt(plain, issue.path) === undefined;
      const unknown = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [name, key].filter(Boolean).join('.')) : null;
      return {
        code: 'bad-request',
        reason: unknown ? `The rule ${rule.name} has no property "${unknown.join('", "')}".`
          : missing ? `The rule ${rule.name} needs the property "${name}".` : `The property "${name}" of ${rule.name} ${issue.message.replace(/\.$/, '')}.`,
        remedy: known.length > 0 ? `Its properties are ${known.join(', ')}.` : 'It has no properties.',
        place: { path: ['properties', ...(unknown ?? [name])].join('.').replace(/\.$/, '') },
      };
    }),
  };
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((at, key) => (at !== null && typeof at === 'object' ? (at as Record<PropertyKey, unknown>)[key] : undefined), value);
}
