/** A value in a sentence, cut where it is long. */
export const shown = (text: string): string => `\`${text.length > 60 ? `${text.slice(0, 59)}…` : text}\``;

export const rowsText = (rows: number): string => `${rows} ${rows === 1 ? 'row' : 'rows'}`;

/** `2.5 %`; never 100 % where it is less. */
export function shareText(part: number, whole: number): string {
  if (whole === 0) return '0 %';
  const text = ((100 * part) / whole).toFixed(1).replace(/\.0$/, '');
  return `${text === '100' && part < whole ? '99.9' : text} %`;
}
