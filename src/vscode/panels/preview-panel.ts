import * as vscode from 'vscode';
import type { Container, ContainerPreview } from '../../core/api/schemas/container';
import { problemText, toProblem, type Problem } from '../../core/errors';
import {
  previewTarget, previewToHost, previewWindow, type PreviewPanelState, type PreviewSort, type PreviewTarget, type PreviewToHost, type PreviewToView,
} from '../../core/protocol/preview-panel';
import type { App, CheckFormTarget } from '../app';
import { goneOf, otherServer } from './gone';
import type { PanelController, PanelKind, PanelSession } from './panel-kind';

type PanelApp = Omit<App, 'panels'>;

/** Which rows the panel shows. */
interface View {
  readonly offset: number;
  readonly sort: PreviewSort | null;
  readonly filter: string;
}

/** The stretch that has `row` in its middle. */
const around = (row: number): number => Math.max(0, row - previewWindow / 2);

function open(app: PanelApp, openCheckForm: (target: CheckFormTarget) => void, first: PreviewTarget, session: PanelSession<PreviewTarget>): PanelController<PreviewToHost, PreviewTarget> {
  const { serverId, containerId } = first;
  let container: Container | null = null;
  let held: ContainerPreview | null = null;
  let shown: View = { offset: around(first.row ?? 0), sort: null, filter: first.filter ?? '' };
  /** What is asked for last, fetched or not: a further wish changes that, not what is still shown. */
  let goal = shown;
  /** What is to be fetched next; the newest wish wins. */
  let wanted: View | null = shown;
  let total: number | null = null;
  let problem: Problem | null = null;
  let filterProblem: string | null = null;
  let reveal = { row: first.row ?? 0, wish: 0 };
  let running = false;
  let gone = false;

  const isHere = (): boolean => app.servers.active.id === serverId;

  /** Rows are counted beside, since that may mean to read all of the data. */
  async function count(view: View): Promise<void> {
    const { total: counted } = await (await app.backend()).previewContainer(containerId, { rows: 1, filter: view.filter || null, count: true });
    if (gone || view.filter !== shown.filter || counted === null || counted === undefined) return;
    total = counted;
    session.changed();
  }

  async function fetch(view: View): Promise<void> {
    const server = await app.backend();
    container ??= await app.catalogue.container(containerId);
    const reply = await server.previewContainer(containerId, { rows: previewWindow, offset: view.offset, sort: view.sort, filter: view.filter || null });
    if (gone) return;
    const recount = held === null || view.filter !== shown.filter;
    held = reply;
    shown = view;
    filterProblem = null;
    problem = null;
    if (recount || reply.total != null) total = reply.total ?? null;
    if (!reply.more && reply.rows.length > 0) total = reply.offset + reply.rows.length;
    if (total === null && recount) count(view).catch((error: unknown) => session.log(problemText(toProblem(error))));
  }

  /** Fetches what is wanted, one request at a time, until nothing newer is. */
  async function run(): Promise<void> {
    if (running) return;
    running = true;
    session.changed();
    while (wanted !== null && !gone) {
      const view = wanted;
      wanted = null;
      try {
        await fetch(view);
      } catch (error) {
        const found = toProblem(error);
        session.log(problemText(found));
        // A condition that does not fit leaves what is shown as it was.
        if (held !== null && view.filter !== shown.filter) filterProblem = found.reason;
        else problem = found;
        if (wanted === null) goal = shown;
      }
    }
    running = false;
    session.changed();
  }

  function want(change: Partial<View>): Promise<void> {
    goal = { ...goal, ...change };
    wanted = goal;
    return run();
  }

  function toRow(row: number): Promise<void> {
    reveal = { row, wish: reveal.wish + 1 };
    return see(row);
  }

  async function see(row: number): Promise<void> {
    const view = goal;
    const inside = held !== null && row >= view.offset && row < view.offset + previewWindow;
    // Near the edge of what is held the next stretch is fetched before it is needed.
    const nearEdge = row - view.offset < previewWindow / 4 && view.offset > 0 || view.offset + previewWindow - row < previewWindow / 4;
    if ((!inside || nearEdge) && (held === null || around(row) !== view.offset)) await want({ offset: around(row) });
    else session.changed();
  }

  async function load(): Promise<void> {
    container = null;
    problem = null;
    if (!isHere()) return session.changed();
    await want({});
  }

  function state(): PreviewPanelState {
    if (!isHere()) return otherServer(app.servers, serverId, vscode.l10n.t('This container'));
    if (held === null) return problem ? goneOf(problem, vscode.l10n.t('This container is not on the active server any more.')) : { kind: 'loading' };
    const name = container?.name ?? held.container.name;
    session.setTitle(name);
    return {
      kind: 'preview', name, datastore: container?.datastore?.name ?? '',
      columns: held.columns.map((column) => ({ name: column.name, type: column.type, nativeType: column.native_type })),
      offset: held.offset, rows: held.rows, numbers: held.numbers ?? held.rows.map((_, at) => held!.offset + at), total, more: held.more,
      sort: shown.sort, filter: shown.filter, filterProblem, reveal, busy: running, notes: held.notes,
      notice: problem ? { tone: 'error', text: problemText(problem) } : null,
    };
  }

  const stops = [app.servers.onDidChangeActive(() => void load())];
  void load();

  return {
    message: (): PreviewToView => ({ type: 'state', target: { serverId, containerId, row: reveal.row }, state: state() }),
    async receive(message) {
      switch (message.type) {
        case 'ready': return;
        case 'reload': return load();
        case 'see': return see(message.row);
        case 'jump': return toRow(message.row);
        case 'sort':
          reveal = { row: 0, wish: reveal.wish + 1 };
          return want({ sort: message.sort, offset: 0 });
        case 'filter':
          reveal = { row: 0, wish: reveal.wish + 1 };
          return want({ filter: message.text.trim(), offset: 0 });
        case 'copy': return vscode.env.clipboard.writeText(message.text);
        case 'createCheck': return openCheckForm({ containerId, field: message.field });
      }
    },
    reopened: ({ row, filter }) => {
      if (filter !== undefined) void want({ filter, offset: 0 });
      else if (row !== undefined) void toRow(row);
    },
    dispose() {
      gone = true;
      for (const stop of stops) stop.dispose();
    },
  };
}

/** The panel of one container's rows. */
export function previewPanelKind(app: PanelApp, openCheckForm: (target: CheckFormTarget) => void): PanelKind<PreviewTarget, PreviewToHost> {
  return {
    viewType: 'plumbline.preview', name: 'preview', target: previewTarget, incoming: previewToHost,
    keyOf: ({ serverId, containerId }) => `${serverId}:${containerId}`,
    title: () => vscode.l10n.t('Preview'),
    open: (target, session) => open(app, openCheckForm, target, session),
  };
}
