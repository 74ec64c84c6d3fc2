import { editor, vscode } from '../vscode-unit/vscode-stub';

// Before any of the extension's files is loaded, since they keep what the editor has by then.
Object.assign(vscode, { Uri: { joinPath: (base: { fsPath: string }, ...parts: string[]) => ({ fsPath: [base.fsPath, ...parts].join('/'), toString: () => `res:/${parts.join('/')}` }) } });

type Handler = (value: never) => void;

/** A panel of the editor as the extension sees it, with what a page of it would do. */
export interface StubPanel {
  title: string;
  visible: boolean;
  readonly html: string;
  readonly revealed: number;
  readonly disposed: boolean;
  /** Messages that came to the page. */
  readonly received: { type: string; target: unknown; state: Record<string, unknown> }[];
  /** The page posts a message. */
  post(message: unknown): Promise<void>;
  /** The newest state that the page was given. */
  state(): Record<string, unknown>;
  hide(): void;
  show(): void;
  close(): void;
}

export const settle = async (): Promise<void> => {
  for (let i = 0; i < 20; i += 1) await new Promise((resolve) => setImmediate(resolve));
};

function on(list: Set<Handler>) {
  return (handler: Handler) => {
    list.add(handler);
    return { dispose: () => void list.delete(handler) };
  };
}

/** Panels that the extension opened or was given back, in their order; `texts` is what it wrote to the clipboard. */
export function stubPanels(): { panels: StubPanel[]; texts: string[]; restored(): { panel: StubPanel; raw: unknown } } {
  const panels: StubPanel[] = [];
  const texts: string[] = [];
  function make(title: string): { stub: StubPanel; raw: unknown } {
    const [messages, states, ends] = [new Set<Handler>(), new Set<Handler>(), new Set<Handler>()];
    const received: StubPanel['received'] = [];
    const seen = { revealed: 0, disposed: false };
    const webview = {
      html: '', options: {}, cspSource: 'https://res.test', asWebviewUri: (uri: unknown) => uri, onDidReceiveMessage: on(messages),
      postMessage: (message: StubPanel['received'][number]) => { received.push(structuredClone(message)); return Promise.resolve(true); },
    };
    const raw = {
      title, visible: true, webview, iconPath: undefined, reveal: () => { seen.revealed += 1; },
      onDidChangeViewState: on(states), onDidDispose: on(ends),
      dispose: () => { seen.disposed = true; for (const end of [...ends]) end(undefined as never); },
    };
    const turn = (visible: boolean): void => { raw.visible = visible; for (const state of [...states]) state(undefined as never); };
    const stub: StubPanel = {
      get title() { return raw.title; },
      get visible() { return raw.visible; },
      get html() { return webview.html; },
      get revealed() { return seen.revealed; },
      get disposed() { return seen.disposed; },
      received,
      async post(message) { for (const handler of [...messages]) handler(message as never); await settle(); },
      state: () => received.at(-1)!.state,
      hide: () => turn(false), show: () => turn(true), close: () => raw.dispose(),
    };
    return { stub, raw };
  }
  Object.assign(vscode.env, { clipboard: { writeText: (text: string) => { texts.push(text); return Promise.resolve(); } } });
  Object.assign(vscode.window, {
    createWebviewPanel: (_viewType: string, title: string) => {
      const { stub, raw } = make(title);
      panels.push(stub);
      return raw;
    },
  });
  return {
    panels, texts,
    restored() {
      const { stub, raw } = make('');
      return { panel: stub, raw };
    },
  };
}

export { editor };
