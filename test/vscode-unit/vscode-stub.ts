import Module from 'node:module';

type Listener<T> = (value: T) => void;

/** The part of the editor's event emitter that the extension uses. */
class EventEmitter<T> {
  /** Listeners of all emitters together. */
  static listening = 0;
  private readonly listeners = new Set<Listener<T>>();
  readonly event = (listener: Listener<T>): { dispose(): void } => {
    this.listeners.add(listener);
    EventEmitter.listening += 1;
    return { dispose: () => { if (this.listeners.delete(listener)) EventEmitter.listening -= 1; } };
  };
  fire(value: T): void { for (const listener of [...this.listeners]) listener(value); }
  dispose(): void {
    EventEmitter.listening -= this.listeners.size;
    this.listeners.clear();
  }
}

class Disposable {
  constructor(private readonly end: () => void) {}
  static from(...all: { dispose(): void }[]): Disposable { return new Disposable(() => all.forEach((one) => one.dispose())); }
  dispose(): void { this.end(); }
}

class ThemeColor { constructor(readonly id: string) {} }
class ThemeIcon { constructor(readonly id: string, readonly color?: ThemeColor) {} }
class TreeItem {
  id?: string; description?: string; contextValue?: string; tooltip?: unknown; iconPath?: unknown; command?: unknown; accessibilityInformation?: unknown;
  constructor(readonly label: string, readonly collapsibleState = 0) {}
}
class MarkdownString {
  isTrusted: unknown = false;
  constructor(public value = '') {}
  appendMarkdown(text: string): this { this.value += text; return this; }
  /** As the editor does it: what means something to Markdown is escaped. */
  appendText(text: string): this { this.value += text.replace(/[\\`*_{}[\]()#+\-!~<>|]/g, '\\$&').replace(/\n/g, '\n\n'); return this; }
}
class CancellationError extends Error {}

/** A quick pick or an input box. Who plays the user is called when it is shown. */
export class QuickInput {
  items: { label: string; description?: string; detail?: string }[] = [];
  selectedItems: unknown[] = [];
  activeItems: unknown[] = [];
  title = '';
  placeholder = '';
  value = '';
  enabled = true;
  busy = false;
  validationMessage: { message: string } | undefined;
  private readonly events = Object.fromEntries(['accept', 'change', 'button', 'hide'].map((name) => [name, new EventEmitter<unknown>()]));
  readonly onDidAccept = this.events.accept!.event;
  readonly onDidChangeValue = this.events.change!.event;
  readonly onDidTriggerButton = this.events.button!.event;
  readonly onDidHide = this.events.hide!.event;
  show(): void { setImmediate(() => (editor.inputs.shift() ?? ((input) => input.leave()))(this)); }
  dispose(): void { for (const event of Object.values(this.events)) event.dispose(); }
  choose(label: string): void {
    this.selectedItems = this.items.filter((item) => item.label.includes(label));
    this.events.accept!.fire(undefined);
  }
  type(text: string): void {
    this.value = text;
    this.events.accept!.fire(undefined);
  }
  back(): void { this.events.button!.fire(undefined); }
  leave(): void { this.events.hide!.fire(undefined); }
}

/** What the extension did to the editor, and what the editor says to it. */
export const editor = {
  commands: new Map<string, (...args: unknown[]) => unknown>(),
  executed: [] as unknown[][],
  contextKeys: new Map<string, unknown>(),
  views: new Map<string, Record<string, unknown>>(),
  serializers: [] as string[],
  settings: new Map<string, unknown>(),
  messages: [] as { kind: string; text: string; actions: unknown[] }[],
  /** What the user clicks in the next message. */
  answer: undefined as string | undefined,
  /** What the user does in the quick picks and input boxes to come, one after another; leaves where there is nothing more. */
  inputs: [] as ((input: QuickInput) => void)[],
  statusItems: [] as Record<string, unknown>[],
  outside: [] as string[],
  windowState: new EventEmitter<{ focused: boolean; active: boolean }>(),
  /** How many listeners the editor's events have. */
  listening: (): number => EventEmitter.listening,
  reset(): void {
    for (const one of [this.commands, this.contextKeys, this.views, this.settings]) one.clear();
    for (const one of [this.executed, this.serializers, this.messages, this.inputs, this.statusItems, this.outside]) one.length = 0;
    this.answer = undefined;
    vscode.window.state.focused = true;
    vscode.workspace.isTrusted = true;
    vscode.workspace.workspaceFolders = undefined;
  },
};

const never = new EventEmitter<never>();
const show = (kind: string) => (text: string, ...actions: unknown[]): Promise<unknown> => {
  editor.messages.push({ kind, text, actions });
  return Promise.resolve(editor.answer);
};
const log = (): void => undefined;

export const vscode = {
  EventEmitter, Disposable, ThemeColor, ThemeIcon, TreeItem, MarkdownString, CancellationError,
  TreeItemCollapsibleState: { None: 0, Collapsed: 1, Expanded: 2 },
  StatusBarAlignment: { Left: 1, Right: 2 }, ViewColumn: { Active: -1 }, QuickPickItemKind: { Separator: -1, Default: 0 },
  ProgressLocation: { Notification: 15 }, QuickInputButtons: { Back: {} }, InputBoxValidationSeverity: { Error: 3 },
  version: '1.200.0',
  RelativePattern: class { constructor(readonly folder: unknown, readonly pattern: string) {} },
  env: { language: 'en' },
  l10n: {
    bundle: undefined,
    t: (text: string, ...values: unknown[]): string => text.replace(/\{(\d+)\}/g, (_, at: string) => String(values[Number(at)])),
  },
  commands: {
    registerCommand(id: string, run: (...args: unknown[]) => unknown): Disposable {
      if (editor.commands.has(id)) throw new Error(`command '${id}' already exists`);
      editor.commands.set(id, run);
      return new Disposable(() => void editor.commands.delete(id));
    },
    executeCommand(id: string, ...args: unknown[]): Promise<unknown> {
      editor.executed.push([id, ...args]);
      if (id === 'setContext') editor.contextKeys.set(String(args[0]), args[1]);
      return Promise.resolve(undefined);
    },
  },
  workspace: {
    isTrusted: true,
    workspaceFolders: undefined as unknown,
    onDidGrantWorkspaceTrust: never.event, onDidChangeConfiguration: never.event,
    getConfiguration: (section: string) => ({ get: (name: string) => editor.settings.get(`${section}.${name}`) }),
  },
  window: {
    state: { focused: true, active: true },
    onDidChangeWindowState: editor.windowState.event,
    createOutputChannel: () => ({ info: log, warn: log, error: log, debug: log, trace: log, show: log, dispose: log }),
    createTreeView(id: string, options: Record<string, unknown>) {
      const view = { ...options, visible: false, onDidChangeVisibility: new EventEmitter().event, reveal: () => Promise.resolve(), dispose: log };
      editor.views.set(id, view);
      return view;
    },
    createStatusBarItem(id: string) {
      const item = { id, visible: false, show(): void { item.visible = true; }, hide(): void { item.visible = false; }, dispose: log };
      editor.statusItems.push(item);
      return item;
    },
    registerWebviewPanelSerializer(viewType: string): Disposable {
      editor.serializers.push(viewType);
      return new Disposable(log);
    },
    createQuickPick: () => new QuickInput(), createInputBox: () => new QuickInput(),
    withProgress: (_options: unknown, work: () => Promise<unknown>) => work(),
    showErrorMessage: show('error'), showWarningMessage: show('warning'), showInformationMessage: show('info'),
  },
};

/** Makes `import 'vscode'` give this stub. Import this file before any of the extension's. */
const loader = Module as unknown as { _load(request: string, ...rest: unknown[]): unknown };
const load = loader._load;
loader._load = (request, ...rest) => (request === 'vscode' ? vscode : load(request, ...rest));
