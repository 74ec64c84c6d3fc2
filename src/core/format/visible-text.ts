/** A stretch of text; `sign` says that it stands for characters that could not be seen, or would act on the text around them. */
export interface TextPart {
  readonly text: string;
  readonly sign: boolean;
}

// Unicode's categories of controls, formats, separators and lone surrogates, without the format signs of Arabic and Syriac,
// Kaithi and the like, which are drawn; and letters and blanks that are drawn as nothing.
const unseen = '\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}\\u00a0\\u115f\\u1160\\u1680\\u17b4\\u17b5\\u2000-\\u200a\\u202f\\u205f\\u2800\\u3164\\uffa0';
const format = '(?![\\u0600-\\u0605\\u06dd\\u070f\\u0890\\u0891\\u08e2\\u{110bd}\\u{110cd}])\\p{Cf}';
// Joiners shape letters of many scripts, and make one picture of several.
const letter = '(?![\\p{Script=Latin}\\p{Script=Greek}\\p{Script=Cyrillic}])[\\p{L}\\p{M}]';
const joined = `(?<=${letter})[\\u200c\\u200d](?=${letter})|(?<=[\\p{Extended_Pictographic}\\ufe0f\\p{Emoji_Modifier}])\\u200d(?=\\p{Extended_Pictographic})`;
const hidden = new RegExp(`(${joined})|^[ \\u3000]+|[ \\u3000]+$|[${unseen}]|${format}`, 'gu');

function signOf(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (char === ' ' || char === '\u3000') return '·';
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
}

/** Text of data in parts, so that nothing in it stays unseen: controls, marks of direction, blanks at its ends and odd ones within. */
export function visibleParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(hidden)) {
    if (match[1] !== undefined) continue;
    if (match.index > from) parts.push({ text: text.slice(from, match.index), sign: false });
    parts.push({ text: Array.from(match[0], signOf).join(''), sign: true });
    from = match.index + match[0].length;
  }
  if (from < text.length || parts.length === 0) parts.push({ text: text.slice(from), sign: false });
  return parts;
}

/** {@link visibleParts} as one text: a line end is "␊", a mark that turns the direction "[U+202E]", a blank at an end "·". */
export function visibleText(text: string): string {
  return visibleParts(text).map((part) => part.text).join('');
}
