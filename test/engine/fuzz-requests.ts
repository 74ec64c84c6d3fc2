import { anything, anyText, pick, spoiled, valueOf, type Random, type Schema } from './fuzz-values';

/** A request as it goes over the wire. */
export interface FuzzRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | null;
}

interface Parameter { readonly name: string; readonly in: 'path' | 'query'; readonly schema: Schema }
interface Operation {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body: Schema | null;
}

/** Every route and method of an OpenAPI document. */
export function operationsOf(document: { paths: Record<string, Record<string, Record<string, unknown>>> }): Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, about]): Operation => {
    const content = (about.requestBody as { content?: Record<string, { schema: Schema }> } | undefined)?.content;
    return { method: method.toUpperCase(), path, parameters: (about.parameters ?? []) as Parameter[], body: content?.['application/json']?.schema ?? null };
  }));
}

/** What stands in a path for an id. One that exists is named seldom where it would be deleted, or nothing would be left. */
function idFor(operation: Operation, random: Random): string {
  const real = random() < (operation.method === 'DELETE' ? 0.06 : 0.75);
  if (real) return String(1 + Math.floor(random() * 8));
  return pick(random, ['0', '-1', '99999', '1.5', 'abc', '%00', '%2e%2e%2f', '%ff', '1%20', '9007199254740993', 'null', '', 'x'.repeat(200), encodeURIComponent("1' OR '1'='1")]);
}

function queryOf(operation: Operation, random: Random): string {
  const parts: string[] = [];
  for (const { name, in: where, schema } of operation.parameters) {
    if (where !== 'query' || random() > 0.25) continue;
    const value = random() < 0.75 ? valueOf(schema, schema, random) : anything(random);
    for (const one of Array.isArray(value) ? value.slice(0, 50) as unknown[] : [value]) {
      parts.push(`${encodeURIComponent(name)}=${encodeURIComponent(wellFormed(typeof one === 'object' ? JSON.stringify(one) : String(one)))}`);
    }
  }
  if (random() < 0.1) parts.push(pick(random, ['', '=', '&', 'x', 'page=0', 'size=-1', 'size=100000', '%', 'page=1&page=2', 'a[b]=c', '__proto__=1', '%00=%00', 'x='.repeat(400)]));
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

const wellFormed = (text: string): string => text.replace(/[\ud800-\udfff]/g, '\ufffd');

function bodyOf(operation: Operation, random: Random): string | Buffer | null {
  if (!operation.body) return random() < 0.9 ? null : JSON.stringify(anything(random));
  const good = valueOf(operation.body, operation.body, random);
  const kind = random();
  const value = kind < 0.45 ? good : kind < 0.9 ? spoiled(good, random) : anything(random);
  const text = JSON.stringify(value) ?? '';
  const odd = random();
  if (odd < 0.02) return text.slice(0, Math.floor(random() * text.length));
  if (odd < 0.03) return Buffer.concat([Buffer.from(text), Buffer.from([0xff, 0xfe, 0x00])]);
  if (odd < 0.04) return `\ufeff${text}`;
  if (odd < 0.05) return text.replace(/^\{/, '{"__proto__":{"polluted":1},"name":1,"name":2,');
  if (odd < 0.055) return `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
  if (odd < 0.058) return JSON.stringify({ name: 'x'.repeat(5_000_000) });
  if (odd < 0.063) return '';
  return text;
}

const oddHeaders: readonly Readonly<Record<string, string>>[] = [
  { host: 'evil.example' }, { origin: 'https://evil.example' }, { origin: 'null' }, { authorization: 'Bearer a.b.c' }, { authorization: '' }, { authorization: 'Basic eDp5' },
  { 'content-type': 'text/plain' }, { 'content-type': 'application/json; charset=utf-16' }, { 'content-type': 'multipart/form-data; boundary=x' }, { 'content-type': '' },
  { 'content-type': 'application/x-www-form-urlencoded' }, { 'content-encoding': 'gzip' }, { 'x-http-method-override': 'DELETE' }, { accept: 'text/html' },
  { 'if-none-match': '*' }, { range: 'bytes=0-1' }, { 'x-long': 'y'.repeat(6000) }, { cookie: 'a=b; '.repeat(200) }, { 'accept-encoding': 'br;q=1' }, { expect: 'x' },
];

/** One request to a route of the contract: good, nearly good, or odd in path, query, body, headers or method. */
export function nextRequest(operations: readonly Operation[], token: string, random: Random): FuzzRequest {
  const operation = pick(random, operations);
  const method = random() < 0.96 ? operation.method : pick(random, ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND']);
  let path = operation.path.replace(/\{\w+\}/g, () => idFor(operation, random));
  if (random() < 0.02) path = pick(random, [`${path}/`, path.replace('/', '//'), path.toUpperCase(), `${path}/../..`, `${path}%`, `/api/${encodeURIComponent(wellFormed(anyText(random)))}`, `${path};x=1`, `${path}/${'y'.repeat(3000)}`]);
  const body = bodyOf(operation, random);
  const headers: Record<string, string> = { authorization: `Bearer ${token}`, ...(body === null ? {} : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }) };
  if (random() < 0.06) Object.assign(headers, pick(random, oddHeaders));
  return { method, path: `${path}${queryOf(operation, random)}`, headers, body };
}
