/**
 * A stand-in for the module `vscode`, so that the extension can be loaded and activated without an editor. What the
 * extension reads while it activates is plain data; everything else is a function that gives more of the same.
 */
export function stubVscode(): unknown {
  const anything = (name: string): unknown => {
    const parts = new Map<PropertyKey, unknown>();
    return new Proxy(function stub() { return undefined; }, {
      get: (_target, key) => {
        if (key === 'then' || key === Symbol.iterator) return undefined;
        if (key === Symbol.toPrimitive || key === 'toString') return () => name;
        if (!parts.has(key)) parts.set(key, key === 'dispose' ? () => undefined : anything(`${name}.${String(key)}`));
        return parts.get(key);
      },
      set: (_target, key, value) => {
        parts.set(key, value);
        return true;
      },
      apply: () => anything(`${name}()`),
      construct: () => anything(`new ${name}`) as object,
    });
  };
  class EventEmitter<T> {
    private readonly listeners = new Set<(value: T) => void>();
    readonly event = (listener: (value: T) => void): { dispose(): void } => {
      this.listeners.add(listener);
      return { dispose: () => { this.listeners.delete(listener); } };
    };
    fire(value: T): void {
      for (const listener of [...this.listeners]) listener(value);
    }
    dispose(): void {
      this.listeners.clear();
    }
  }
  class Disposable {
    constructor(private readonly callOnDispose: () => unknown) {}
    static from(...all: { dispose(): unknown }[]): Disposable {
      return new Disposable(() => { for (const one of all) one.dispose(); });
    }
    dispose(): void {
      this.callOnDispose();
    }
  }
  const configuration = { get: (_key: string, fallback?: unknown) => fallback, has: () => false, inspect: () => undefined, update: () => Promise.resolve() };
  const given: Record<string, unknown> = {
    EventEmitter, Disposable,
    l10n: { t: (message: string | { message: string }) => (typeof message === 'string' ? message : message.message), bundle: undefined, uri: undefined },
    'window.state': { focused: true, active: true },
    'workspace.workspaceFolders': undefined,
    'workspace.isTrusted': true,
    'workspace.getConfiguration': () => configuration,
    'commands.executeCommand': () => Promise.resolve(undefined),
    'env.language': 'en',
    'extensions.all': [],
  };
  const named = (name: string): unknown => new Proxy({}, {
    get: (_target, key) => {
      const full = `${name}.${String(key)}`;
      return full in given ? given[full] : anything(full);
    },
  });
  const modules = new Map<string, unknown>();
  // As a prototype: a bundle copies a module's own properties, and finds the others by inheritance.
  return Object.create(new Proxy({}, {
    get: (_target, key) => {
      const name = String(key);
      if (name === '__esModule' || name === 'then') return undefined;
      if (name in given) return given[name];
      if (!modules.has(name)) modules.set(name, /^[a-z]/.test(name) ? named(name) : anything(name));
      return modules.get(name);
    },
  })) as unknown;
}

/** An extension context over nothing: empty mementos, no secrets, folders that do not exist. */
export function stubContext(extensionPath: string): Record<string, unknown> {
  const memento = { get: (_key: string, fallback?: unknown) => fallback, update: () => Promise.resolve(), keys: () => [], setKeysForSync: () => undefined };
  const uri = (fsPath: string): Record<string, unknown> => ({ fsPath, path: fsPath, scheme: 'file', toString: () => `file://${fsPath}` });
  return {
    subscriptions: [], extensionPath, extensionUri: uri(extensionPath), extensionMode: 1, globalState: memento, workspaceState: memento,
    globalStorageUri: uri(`${extensionPath}/none/global`), storageUri: undefined, logUri: uri(`${extensionPath}/none/log`),
    secrets: { get: () => Promise.resolve(undefined), store: () => Promise.resolve(), delete: () => Promise.resolve(), onDidChange: () => ({ dispose: () => undefined }) },
    extension: { id: 'plumbline.plumbline', packageJSON: {}, extensionPath }, asAbsolutePath: (file: string) => `${extensionPath}/${file}`,
  };
}
