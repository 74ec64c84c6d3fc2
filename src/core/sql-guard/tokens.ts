import { refuse } from './refusal';

export type TokenKind = 'word' | 'quoted' | 'string' | 'number' | 'sign' | 'variable' | 'end';
export interface Token {
  readonly kind: TokenKind;
  /** The content: without quotes and with doubled quotes made single; words as written; signs as they are. */
  readonly text: string;
  /** Index in the source text, 0-based. */
  readonly start: number;
  /** Index behind its last sign. */
  readonly end: number;
}

const space = /[ \t\r\n]+/y;
const word = /[\p{L}_][\p{L}\p{M}\p{N}_]*/uy;
const number = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const variable = /\{\{\s*([\p{L}_][\p{L}\p{N}_.-]*)\s*\}\}/uy;
const sign = /<=>|<=|>=|<>|<<|>>|!=|==|::|\|\||\/\/|->>|->|!~~\*|!~~|!~\*|!~|~~\*|~~|~\*|[-+*/%^<>=(),.[\]~&|#]/y;

/** Text between two quotes of a kind, where a doubled quote stands for itself. */
function quotedText(sql: string, start: number, quote: string): { text: string; end: number } {
  let text = '';
  for (let i = start + 1; i < sql.length; i += 1) {
    const char = sql[i]!;
    if (char === '\0') refuse('a text holds a NUL character', i);
    if (char !== quote) text += char;
    else if (sql[i + 1] === quote) {
      text += quote;
      i += 1;
    } else return { text, end: i + 1 };
  }
  return refuse(`a quotation mark ${quote} is not closed`, start);
}

/** The index behind a comment that begins at `start`, where one does: `-- …` to the end of the line, or `/* … *\/`, which nest. */
function behindComment(sql: string, start: number): number {
  if (sql.startsWith('--', start)) {
    const end = sql.indexOf('\n', start);
    return end < 0 ? sql.length : end;
  }
  let open = 0;
  for (let at = start; at < sql.length; at += 1) {
    if (sql.startsWith('/*', at)) open += 1;
    else if (sql.startsWith('*/', at)) open -= 1;
    else continue;
    at += 1;
    if (open === 0) return at + 1;
  }
  return refuse('a comment /* is not closed', start);
}

/** Splits an expression into its tokens, without comments. Several statements and placeholders are refused right here. */
export function tokenize(sql: string): Token[] {
  if (sql.length > 20_000) refuse('it is longer than 20000 characters', 20_000);
  const tokens: Token[] = [];
  let at = 0;
  const match = (shape: RegExp): RegExpExecArray | null => {
    shape.lastIndex = at;
    return shape.exec(sql);
  };
  while (at < sql.length) {
    const blank = match(space);
    if (blank) {
      at += blank[0].length;
      continue;
    }
    const char = sql[at]!;
    const start = at;
    if (sql.startsWith('--', at) || sql.startsWith('/*', at)) {
      at = behindComment(sql, at);
      continue;
    }
    if (char === ';') refuse('only one expression is allowed, so ";" is not', at);
    if (char === '$') refuse('"$" is not allowed: write texts between single quotes', at);
    if (char === '?' || char === ':' && sql[at + 1] !== ':') refuse('placeholders are not allowed; write {{name}} for a check variable', at);
    if (char === '\'' || char === '"' || char === '`') {
      const { text, end } = quotedText(sql, at, char);
      tokens.push({ kind: char === '\'' ? 'string' : 'quoted', text, start, end });
      at = end;
      continue;
    }
    const named = match(variable);
    const found = named ?? match(number) ?? match(word) ?? match(sign);
    if (!found) refuse(`the character "${String.fromCodePoint(sql.codePointAt(at)!)}" is not understood`, at);
    at += found[0].length;
    const kind: TokenKind = named ? 'variable' : /^[.\d]/.test(found[0]) && found[0] !== '.' ? 'number' : /^[\p{L}_]/u.test(found[0]) ? 'word' : 'sign';
    if (kind === 'number' && /^[\p{L}_]/u.test(sql.slice(at, at + 2))) refuse('a number runs into a word', at);
    if (kind === 'word' && sql[at] === '\'') refuse(`a text with the prefix ${found[0]} is not allowed; put a space after a type name`, start);
    tokens.push({ kind, text: named ? named[1]! : found[0], start, end: at });
  }
  tokens.push({ kind: 'end', text: '', start: sql.length, end: sql.length });
  return tokens;
}
