/** `"name"` for SQL, whatever the name holds. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** `'text'` for SQL, whatever the text holds. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** `['a', 'b']` for SQL. */
export function literalList(texts: readonly string[]): string {
  return `[${texts.map(literal).join(', ')}]`;
}
