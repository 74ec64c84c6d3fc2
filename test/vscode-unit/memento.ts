/** A drawer of saved values in memory, as `vscode.Memento`. Values go through JSON, as the editor does it. */
export function memento(start: Record<string, unknown> = {}): { get(key: string): unknown; update(key: string, value: unknown): Promise<void>; values: Record<string, unknown> } {
  const values: Record<string, unknown> = { ...start };
  return {
    values,
    get: (key) => values[key],
    update: async (key, value) => { values[key] = JSON.parse(JSON.stringify(value)); },
  };
}

export function secretMemento(): { get(key: string): Promise<string | undefined>; store(key: string, value: string): Promise<void>; delete(key: string): Promise<void>; values: Map<string, string> } {
  const values = new Map<string, string>();
  return {
    values,
    get: async (key) => values.get(key),
    store: async (key, value) => { values.set(key, value); },
    delete: async (key) => { values.delete(key); },
  };
}
