type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Words for people may be put better at any time; some keys say nothing that others do not. */
const unsaid = new Set(['description', 'summary', 'title', 'examples', 'in', 'name', 'style', 'explode', 'additionalProperties', 'security', 'operationId', '$schema']);
/** Every whole number is said to have these limits. */
const everyInteger = [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER];
const structure = new Set(['content', 'application/json', 'schema', 'properties', 'items', 'anyOf', 'oneOf', 'allOf', 'parameters', 'requestBody']);

function* factsOf(value: Json, at: readonly string[]): Generator<readonly string[]> {
  if (Array.isArray(value)) {
    for (const one of value as readonly Json[]) {
      const parameter = typeof one === 'object' && one !== null && 'in' in one ? [String((one as { in: Json }).in), String((one as unknown as { name: Json }).name)] : [];
      yield* factsOf(one, [...at, ...parameter]);
    }
  } else if (typeof value === 'object' && value !== null) {
    const named = at.at(-1) === 'properties';
    for (const [key, one] of Object.entries(value as { [key: string]: Json })) if (named || !unsaid.has(key)) yield* factsOf(one, [...at, key]);
  } else if (!everyInteger.includes(value as number) && !(at.at(-1) === 'required' && value === false)) yield [...at, JSON.stringify(value)];
}

/**
 * What clients rely on in an OpenAPI document, a line each: of a route its parameters and body with limits and defaults, of replies
 * every property under the one that it belongs to, whichever route gives it.
 */
export function contractLines(document: object): string[] {
  const lines = new Set<string>();
  for (const [path, methods] of Object.entries((document as { paths: { [path: string]: { [method: string]: Json } } }).paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const route = `${method.toUpperCase()} ${path}`;
      const { responses, ...asked } = operation as { responses: { [status: string]: Json } } & { [key: string]: Json };
      for (const fact of factsOf(asked, [])) lines.add([route, ...fact.filter((part) => !structure.has(part))].join(' '));
      for (const [status, reply] of Object.entries(responses)) {
        if (status === 'default') continue;
        lines.add(`${route} gives ${status}`);
        for (const fact of factsOf(reply, [])) lines.add(`a reply has ${fact.filter((part) => !structure.has(part)).slice(-4).join(' ')}`);
      }
    }
  }
  return [...lines].sort();
}
