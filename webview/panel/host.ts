import { createContext } from 'preact';
import { useCallback, useContext, useState } from 'preact/hooks';

/** What VS Code gives a page of an extension. */
interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

/** The way from a view to the extension, and what the view keeps over a reload. */
export interface Host<Out extends { type: string } = { type: string }> {
  post(message: Out): void;
  /** What this panel shows; kept so that the panel finds it after a reload. */
  keepTarget(target: unknown): void;
  kept(name: string): unknown;
  keep(name: string, value: unknown): void;
}

/** Takes the one connection that VS Code grants a page. */
export function connect(): Host {
  const api = acquireVsCodeApi();
  const state = api.getState();
  const saved = isRecord(state) ? state : {};
  let target: unknown = saved['target'];
  let ui: Record<string, unknown> = isRecord(saved['ui']) ? saved['ui'] : {};
  const save = (): void => api.setState({ target, ui });
  return {
    post: (message) => api.postMessage(message),
    keepTarget(value) {
      if (JSON.stringify(value) === JSON.stringify(target)) return;
      target = value;
      save();
    },
    kept: (name) => ui[name],
    keep(name, value) {
      ui = { ...ui, [name]: value };
      save();
    },
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const HostContext = createContext<Host | null>(null);

/** The host within a mounted panel; `Out` are the messages of that panel. */
export function useHost<Out extends { type: string }>(): Host<Out> {
  const host = useContext(HostContext);
  if (!host) throw new Error('A panel component was drawn outside of mount().');
  return host as Host<Out>;
}

/** State of the view that survives a reload. `read` gives null for anything that is not of its form. */
export function useKept<T>(name: string, read: (raw: unknown) => T | null, initial: T): [T, (value: T) => void] {
  const host = useHost();
  const [value, setValue] = useState<T>(() => read(host.kept(name)) ?? initial);
  const change = useCallback((next: T) => {
    host.keep(name, next);
    setValue(next);
  }, [host, name]);
  return [value, change];
}
