/** A number in as many digits as say something: "12", "0.01234", "1.235e+21". */
export function numberText(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e15 ? String(value) : String(Number(value.toPrecision(6)));
}

/** A moment in milliseconds since 1970 as text: the day alone for dates. */
export function momentOf(value: number, type: string | null | undefined): string {
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) return String(value);
  return type === 'Date' ? date.toISOString().slice(0, 10) : date.toISOString().slice(0, 19).replace('T', ' ');
}

export const isMomentType = (type: string | null | undefined): boolean => type === 'Date' || type === 'Timestamp';

/** A value of a distribution in the words of its field. */
export const valueText = (value: number, type: string | null | undefined): string => (isMomentType(type) ? momentOf(value, type) : numberText(value));

/** A share 0..1 as percent, with a decimal; what is not whole never reads as whole, and what is there never as nothing. */
export function shareText(share: number): string {
  if (share > 0 && share < 0.001) return '< 0.1 %';
  if (share < 1 && share > 0.999) return '> 99.9 %';
  return `${Number((share * 100).toFixed(1))} %`;
}

/** Bytes in the unit that leaves few digits. */
export function bytesText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3));
  return `${power === 0 ? bytes : (bytes / 1000 ** power).toFixed(1)} ${units[power] ?? ''}`;
}
