import { type Command, Option } from 'commander';
import { z } from 'zod';
import { moment as momentSchema } from '../../core/api/schemas/common';
import type { RunRequest } from '../../core/api/schemas/operation';
import type { OperationKind, OptionWords } from '../../core/operations/kind';
import { kindOf, type OperationKindName } from '../../core/operations/kinds';
import { addAnomalyOptions } from './run-options';
import { assignment, decimal, ids, moment, names, oneOf, share, someOf, whole } from './values';

type Parser = (text: string, before: never) => unknown;

function bare(schema: unknown): unknown {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault ? bare(schema.unwrap()) : schema;
}

/** How the text of an option becomes the value of its property; null for a switch. */
function parserOf(property: unknown): Parser | null {
  const schema = bare(property);
  if (schema instanceof z.ZodBoolean) return null;
  if (schema === momentSchema) return moment;
  if (schema instanceof z.ZodEnum) return oneOf(...schema.options.map(String));
  if (schema instanceof z.ZodRecord) return assignment;
  if (schema instanceof z.ZodArray) {
    const element = bare(schema.element);
    if (element instanceof z.ZodNumber) return ids;
    return element instanceof z.ZodEnum ? someOf(...element.options.map(String)) : names;
  }
  if (schema instanceof z.ZodNumber) {
    const { minValue, maxValue } = schema;
    if (schema.isInt) return whole(minValue ?? Number.MIN_SAFE_INTEGER, maxValue ?? Number.MAX_SAFE_INTEGER);
    return minValue === 0 && maxValue === 1 ? share : decimal;
  }
  return (text) => text;
}

const flagOf = (property: string, { flag }: OptionWords): string => flag ?? property.replaceAll('_', '-');

/** Adds the options of a kind of operation to its command. */
export function addKindOptions(command: Command, kind: OperationKind): Command {
  for (const [property, words] of Object.entries(kind.options)) {
    const flag = flagOf(property, words);
    const parser = parserOf(kind.request.shape[property]);
    const option = new Option(parser === null ? `--${flag}` : `--${flag} <${words.value ?? 'value'}>`, words.summary);
    if (words.needed) option.makeOptionMandatory();
    command.addOption(parser === null ? option : option.argParser(parser as (text: string, before: unknown) => unknown));
    if (words.off !== undefined) command.addOption(new Option(`--no-${flag}`, words.off));
  }
  return kind.findsAnomalies ? addAnomalyOptions(command) : command;
}

/** The run body: only what was chosen, so that the server's own defaults hold. `flags`: options as commander names them. */
export function runRequest(type: OperationKindName, datastores: number[], flags: Readonly<Record<string, unknown>>): RunRequest {
  const chosen = Object.entries(kindOf(type)?.options ?? {}).flatMap(([property, words]) => {
    const value = flags[new Option(`--${flagOf(property, words)}`).attributeName()];
    return value === undefined ? [] : [[property, value] as const];
  });
  // Each value came out of the parser that its own schema asked for.
  return { type, datastore_ids: datastores, ...Object.fromEntries(chosen) } as RunRequest;
}
