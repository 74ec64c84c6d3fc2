/**
 * A server's ISO 8601 text as milliseconds since 1970. A time without zone is UTC, as the servers mean it
 * (browsers would read it as local time). Null for nothing and for what is no time.
 */
export function toInstant(text: string | null | undefined): number | null {
  if (!text) return null;
  const iso = text.trim().replace(' ', 'T');
  const zoned = /T.*(Z|[+-]\d\d:?\d\d)$/i.test(iso) || !iso.includes('T') ? iso : `${iso}Z`;
  const at = Date.parse(zoned);
  return Number.isFinite(at) ? at : null;
}
