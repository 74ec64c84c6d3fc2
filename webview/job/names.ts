/** `records_processed` -> "Records processed". */
export function humanize(key: string): string {
  const words = key.replaceAll(/[_-]+/g, ' ').trim().replaceAll(/\b(?:ai|id|sql)\b/gi, (word) => word.toUpperCase());
  return words.charAt(0).toUpperCase() + words.slice(1);
}
