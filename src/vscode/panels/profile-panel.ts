import * as vscode from 'vscode';
import { problemText, toProblem, type Problem } from '../../core/errors';
import { profileTarget, profileToHost, type ProfilePanelState, type ProfileTarget, type ProfileToHost, type ProfileToView } from '../../core/protocol/profile-panel';
import { figuresOf, profileState, type KnownProfile } from '../../core/protocol/profile-state';
import type { Notice } from '../../core/protocol/wire';
import type { App, CheckFormTarget } from '../app';
import { goneOf, otherServer } from './gone';
import type { PanelController, PanelKind, PanelSession } from './panel-kind';

type PanelApp = Omit<App, 'panels'>;
export interface FromProfile {
  openCheckForm(target: CheckFormTarget): void;
  openRows(target: { containerId: number; filter: string }): void;
}

function open(app: PanelApp, from: FromProfile, first: ProfileTarget, session: PanelSession<ProfileTarget>): PanelController<ProfileToHost, ProfileTarget> {
  const { serverId, containerId } = first;
  let field = first.field ?? null;
  let known: KnownProfile | null = null;
  let problem: Problem | null = null;
  let notice: Notice | null = null;
  let busy = false;
  let gone = false;
  /** When the container was profiled that is shown. */
  let shownOf: string | null = null;
  /** Counts loads, so that an answer that a newer one has overtaken is dropped. */
  let turn = 0;

  const isHere = (): boolean => app.servers.active.id === serverId;

  async function load(): Promise<void> {
    const mine = ++turn;
    if (!isHere()) return session.changed();
    busy = true;
    session.changed();
    try {
      const server = await app.backend();
      const container = await app.catalogue.container(containerId);
      const [profile, fields, checks, history] = await Promise.all([
        server.containerProfile(containerId), server.fieldProfiles(containerId), server.checks({ containers: [containerId], page: 1, size: 1000 }),
        field === null ? [] : server.fieldHistory(containerId, field),
      ]);
      if (gone || mine !== turn) return;
      shownOf = container.metrics?.last_profiled ?? null;
      known = { name: container.name, datastore: container.datastore?.name ?? '', profile, fields, history, checks: checks.items };
      problem = null;
      session.setTitle(vscode.l10n.t('Profile of {0}', field === null ? container.name : `${container.name}.${field}`));
    } catch (error) {
      if (gone || mine !== turn) return;
      problem = toProblem(error);
      session.log(problemText(problem));
    }
    busy = false;
    session.changed();
  }

  function choose(next: string | null): Promise<void> {
    field = next;
    notice = null;
    return load();
  }

  /** Does what the user asked for; why it could not be done is shown above the figures. */
  async function act(work: () => Promise<Notice | null>): Promise<void> {
    try {
      notice = await work();
    } catch (error) {
      const found = toProblem(error);
      session.log(problemText(found));
      notice = { tone: 'error', text: problemText(found) };
    }
    session.changed();
  }

  const judge = ({ check, what }: Extract<ProfileToHost, { type: 'judge' }>): Promise<void> => act(async () => {
    if (what === 'loosen') { from.openCheckForm({ containerId, checkId: check }); return null; }
    const server = await app.backend();
    if (what === 'reject') await server.archiveCheck(check, 'Discarded');
    else await server.updateCheck(check, { status: 'Active' });
    await load();
    return { tone: 'info', text: what === 'reject' ? vscode.l10n.t('The check is archived and will not be proposed again.') : vscode.l10n.t('The check is active: scans use it from now on.') };
  });

  function state(): ProfilePanelState {
    if (!isHere()) return otherServer(app.servers, serverId, vscode.l10n.t('This container'));
    if (known === null) return problem ? goneOf(problem, vscode.l10n.t('This container is not on the active server any more.')) : { kind: 'loading' };
    return profileState(known, field, { busy, notice: problem ? { tone: 'error', text: problemText(problem) } : notice });
  }

  const stops = [
    app.servers.onDidChangeActive(() => void load()),
    app.catalogue.containers.onDidChange(({ changed }) => {
      if (!changed.includes(containerId)) return;
      const at = app.catalogue.containers.get(containerId)?.metrics?.last_profiled ?? null;
      if (at !== shownOf) void load();
    }),
  ];
  void load();

  return {
    message: (): ProfileToView => ({ type: 'state', target: { serverId, containerId, ...(field === null ? {} : { field }) }, state: state() }),
    async receive(message) {
      const figure = 'figure' in message && known ? figuresOf(known, field).find(({ kind }) => kind === message.figure) : undefined;
      switch (message.type) {
        case 'ready': return;
        case 'reload': return load();
        case 'choose': return choose(message.field);
        case 'openRows': {
          const filter = figure?.filters[message.row];
          if (filter) from.openRows({ containerId, filter });
          return;
        }
        case 'copySql': {
          const sql = figure?.sql;
          if (!sql) return;
          return act(async () => { await vscode.env.clipboard.writeText(sql); return { tone: 'info', text: vscode.l10n.t('The statement is in the clipboard.') }; });
        }
        case 'createCheck': return from.openCheckForm({ containerId, ...(field === null ? {} : { field }) });
        case 'profile': {
          const datastore = (await app.catalogue.container(containerId)).datastore;
          if (!datastore || !known) return;
          const { name } = known;
          return act(async () => {
            app.jobs.started(await (await app.backend()).run({ type: 'profile', datastore_ids: [datastore.id], container_names: [name] }));
            return { tone: 'info', text: vscode.l10n.t('The profile is running. It is shown here when it has ended.') };
          });
        }
        case 'judge': return judge(message);
      }
    },
    reopened: (target) => { void choose(target.field ?? null); },
    dispose() {
      gone = true;
      for (const stop of stops) stop.dispose();
    },
  };
}

/** The panel of what profiles found of one container and its fields. */
export function profilePanelKind(app: PanelApp, from: FromProfile): PanelKind<ProfileTarget, ProfileToHost> {
  return {
    viewType: 'plumbline.profile', name: 'profile', target: profileTarget, incoming: profileToHost,
    keyOf: ({ serverId, containerId }) => `${serverId}:${containerId}`,
    title: () => vscode.l10n.t('Profile'),
    open: (target, session) => open(app, from, target, session),
  };
}
