/** 1-based line and column of a position in a text. */
export function lineAndColumn(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at);
  const lastBreak = before.lastIndexOf('\n');
  return { line: (before.match(/\n/g)?.length ?? 0) + 1, column: at - lastBreak };
}

const token = /\s*(?:([[\]{},:])|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null)(?![\w.+-]))/y;

/** Tokens looked at before others get their turn. */
const atATime = 20_000;

type Expecting = 'value' | 'value or end' | 'key' | 'key or end' | 'colon' | 'comma or end';

function* search(text: string): Generator<undefined, number | null, undefined> {
  const open: ('{' | '[')[] = [];
  let expecting: Expecting = 'value';
  let at = 0;
  const after = (): Expecting => (open.length ? 'comma or end' : 'value');
  for (let tokens = 1; ; tokens += 1) {
    if (tokens % atATime === 0) yield;
    const start = at + (/^\s*/.exec(text.slice(at, at + 4096))?.[0].length ?? 0);
    if (start >= text.length) return open.length || expecting !== 'value' ? text.length : null;
    token.lastIndex = at;
    const match = token.exec(text);
    if (!match) return text.slice(at).trim() === '' && open.length === 0 ? null : start;
    at = token.lastIndex;
    const [, mark, string, scalar] = match;
    const wantsValue = expecting === 'value' || expecting === 'value or end';
    if (wantsValue && (string !== undefined || scalar !== undefined)) expecting = after();
    else if (wantsValue && (mark === '{' || mark === '[')) { open.push(mark); expecting = mark === '{' ? 'key or end' : 'value or end'; }
    else if ((expecting === 'key' || expecting === 'key or end') && string !== undefined) expecting = 'colon';
    else if (expecting === 'colon' && mark === ':') expecting = 'value';
    else if (expecting === 'comma or end' && mark === ',') expecting = open.at(-1) === '{' ? 'key' : 'value';
    else if (mark === '}' && open.at(-1) === '{' && (expecting === 'comma or end' || expecting === 'key or end')) { open.pop(); expecting = after(); }
    else if (mark === ']' && open.at(-1) === '[' && (expecting === 'comma or end' || expecting === 'value or end')) { open.pop(); expecting = after(); }
    else return start;
  }
}

/**
 * Where a JSON text stops being JSON (0-based position), null when it never does. Values may follow one another, as in
 * newline-delimited files. DuckDB's own positions count records and bytes from changing starts, so they lead nobody there.
 */
export async function brokenAt(text: string): Promise<number | null> {
  const steps = search(text);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    await new Promise((resolve) => { setImmediate(resolve); });
  }
}
