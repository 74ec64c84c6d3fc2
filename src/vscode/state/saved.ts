import type { z } from 'zod';

/** The part of `vscode.Memento` that is used. */
export interface Drawer {
  get(key: string): unknown;
  update(key: string, value: unknown): Thenable<void>;
}

export interface Saved<T> {
  read(): T;
  write(value: T): Promise<void>;
}

/** A value kept over restarts. What was saved is parsed; what does not fit counts as `otherwise`. */
export function saved<S extends z.ZodType>(drawer: Drawer, key: string, schema: S, otherwise: z.output<S>): Saved<z.output<S>> {
  return {
    read() {
      const parsed = schema.safeParse(drawer.get(key));
      return parsed.success ? parsed.data : otherwise;
    },
    write: async (value) => drawer.update(key, value),
  };
}
