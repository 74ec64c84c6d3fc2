/** What a terminal would obey instead of show: C0 and C1 controls, DEL, and marks that turn the direction of text. */
const obeyed = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Text of data as one line that only shows: controls become visible signs (ESC is "␛", a line end "␊"). */
export function safeLine(text: string): string {
  return text.replace(obeyed, (c) => {
    const code = c.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? '\u2421' : '\ufffd';
  });
}

/** Like {@link safeLine}, but line ends and tabs stay. */
export function safeLines(text: string): string {
  return text.split(/\r?\n/).map((line) => line.split('\t').map(safeLine).join('\t')).join('\n');
}

/** Escapes of JSON and YAML strings for what JSON.stringify leaves as it is. The text means the same. */
export function escapeObeyed(text: string): string {
  return text.replace(obeyed, (c) => (c === '\n' ? c : `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`));
}
