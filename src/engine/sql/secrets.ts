/** Passwords of connections, kept in memory only: they are told by whoever keeps them, and forgotten with the process. */
export interface Secrets {
  /** The password of a saved connection; undefined where none was told. */
  of(connectionId: number): string | undefined;
  tell(connectionId: number, password: string): void;
  forget(connectionId: number): void;
}

export function secretsInMemory(): Secrets {
  const passwords = new Map<number, string>();
  return {
    of: (id) => passwords.get(id),
    tell: (id, password) => { passwords.set(id, password); },
    forget: (id) => { passwords.delete(id); },
  };
}
