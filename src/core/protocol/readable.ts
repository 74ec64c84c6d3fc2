const longest = 2000;

/** What stands for a value that is absent or empty. */
export const nothing = '—';

/** A value of a configuration or a change as one short readable text: lists with commas, objects as `key: value`. */
export function readable(value: unknown): string {
  const text = plain(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

function plain(value: unknown): string {
  if (value === null || value === undefined) return nothing;
  if (Array.isArray(value)) return value.length ? value.map(plain).join(', ') : nothing;
  if (typeof value === 'object') {
    const entries = Object.entries(value);
    return entries.length ? entries.map(([key, inner]) => `${key}: ${plain(inner)}`).join(', ') : nothing;
  }
  return String(value);
}
