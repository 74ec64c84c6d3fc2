import type { z } from 'zod';

/** One entry of a 422's `detail`, as FastAPI and pydantic write it. */
export interface InputIssue {
  readonly loc: (string | number)[];
  readonly msg: string;
  readonly type: string;
  readonly input?: unknown;
}

type Place = 'path' | 'query' | 'body';
type Kind = Pick<InputIssue, 'msg' | 'type'>;

const secret = /pass(word|phrase)|secret|token|credential|access_key|private_key/i;
const longest = 200;

/** What was given, for the answer: secrets and what is long are left out of it. */
function shown(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.length > longest ? `${value.slice(0, longest)}…` : value;
  if (typeof value !== 'object' || value === null) return value;
  if (depth > 2) return '…';
  if (Array.isArray(value)) return value.slice(0, 20).map((item) => shown(item, depth + 1));
  return Object.fromEntries(Object.entries(value).slice(0, 40).map(([name, item]) => [name, secret.test(name) ? '***' : shown(item, depth + 1)]));
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inside, key) => (typeof inside === 'object' && inside !== null ? (inside as Record<PropertyKey, unknown>)[key] : undefined), value);
}

const kinds: Readonly<Record<string, readonly [type: string, words: string]>> = {
  number: ['float', 'number'], int: ['int', 'integer'], string: ['string', 'string'], boolean: ['bool', 'boolean'],
  array: ['list', 'list'], object: ['dict', 'dictionary'], record: ['dict', 'dictionary'],
};

function wrongType(expected: string, where: Place): Kind {
  // Numbers in addresses are ids, counts and pages: whole ones.
  const [type, words] = kinds[where !== 'body' && expected === 'number' ? 'int' : expected] ?? ['value', expected];
  if (where === 'body') return { type: `${type}_type`, msg: `Input should be a valid ${words}` };
  return { type: `${type}_parsing`, msg: `Input should be a valid ${words}, unable to parse string as ${words === 'integer' ? 'an' : 'a'} ${words}` };
}

function outOfBounds(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): Kind {
  const small = issue.code === 'too_small';
  const bound = String(small ? issue.minimum : issue.maximum);
  if (issue.origin === 'string') {
    return { type: small ? 'string_too_short' : 'string_too_long', msg: `String should have at ${small ? 'least' : 'most'} ${bound} character${bound === '1' ? '' : 's'}` };
  }
  if (issue.origin === 'array' || issue.origin === 'set') {
    return { type: small ? 'too_short' : 'too_long', msg: `List should have at ${small ? 'least' : 'most'} ${bound} item${bound === '1' ? '' : 's'}` };
  }
  const word = small ? 'greater than' : 'less than';
  return { type: `${word.replace(' ', '_')}${issue.inclusive === false ? '' : '_equal'}`, msg: `Input should be ${word}${issue.inclusive === false ? '' : ' or equal to'} ${bound}` };
}

function kindOf(issue: z.core.$ZodIssue, where: Place, input: unknown): Kind {
  switch (issue.code) {
    case 'invalid_type': return input === undefined ? { type: 'missing', msg: 'Field required' } : wrongType(issue.expected, where);
    case 'too_small': case 'too_big': return outOfBounds(issue);
    case 'invalid_value': {
      if (input === undefined) return { type: 'missing', msg: 'Field required' };
      const values = issue.values.map((value) => `'${String(value)}'`);
      return { type: values.length > 1 ? 'enum' : 'literal_error', msg: `Input should be ${values.slice(0, -1).join(', ')}${values.length > 1 ? ' or ' : ''}${values.at(-1) ?? ''}` };
    }
    case 'invalid_union': return { type: issue.discriminator === undefined ? 'value_error' : 'union_tag_invalid', msg: issue.message };
    case 'invalid_format': return { type: 'string_pattern_mismatch', msg: issue.message };
    case 'custom': {
      const type: unknown = issue.params?.type;
      return { type: typeof type === 'string' ? type : 'value_error', msg: issue.message };
    }
    default: return { type: 'value_error', msg: issue.message };
  }
}

/** What a schema found wrong with `value`, as pydantic would say it. */
export function inputIssues(where: Place, error: z.ZodError, value: unknown): InputIssue[] {
  return error.issues.flatMap((issue) => {
    const loc = [where, ...issue.path.map((part) => (typeof part === 'number' ? part : String(part)))];
    const last = String(loc.at(-1));
    if (issue.code === 'unrecognized_keys') {
      const object = at(value, issue.path);
      return issue.keys.map((key) => ({
        loc: [...loc, key], msg: 'Extra inputs are not permitted', type: 'extra_forbidden', input: secret.test(key) ? '***' : shown(at(object, [key])),
      }));
    }
    const input = issue.input === undefined ? at(value, issue.path) : issue.input;
    const kind = kindOf(issue, where, input);
    // Of a field that lacks, pydantic shows what it lacks in.
    const given = kind.type === 'missing' ? at(value, issue.path.slice(0, -1)) ?? null : input;
    return [{ loc, ...kind, input: secret.test(last) && kind.type !== 'missing' ? '***' : shown(given) }];
  });
}
