import * as vscode from 'vscode';
import type { QualityCheck } from '../../core/api/schemas/check';
import type { Container } from '../../core/api/schemas/container';
import { problemText, toProblem, type Problem } from '../../core/errors';
import { draftOf, toCheck } from '../../core/protocol/check-draft';
import {
  checkTarget, checkToHost, type CheckDraft, type CheckForm, type CheckPanelState, type CheckTarget, type CheckToHost, type CheckToView, type FormField, type FormRule,
} from '../../core/protocol/check-panel';
import { draftProblems, formRuleOf } from '../../core/protocol/check-rules';
import type { App } from '../app';
import { choicesFor, noChoices } from './check-choices';
import { createTrialRunner } from './check-trial';
import { goneOf, otherServer } from './gone';
import type { PanelController, PanelKind, PanelSession } from './panel-kind';

type PanelApp = Omit<App, 'panels'>;

interface Loaded {
  readonly container: Container;
  readonly fields: readonly FormField[];
  readonly rules: readonly FormRule[];
  readonly check: QualityCheck | null;
}

function emptyDraft(field: string | undefined): CheckDraft {
  return { rule: '', fields: field === undefined ? [] : [field], properties: {}, filter: '', coverage: '', description: '', status: 'Active' };
}

function open(app: PanelApp, first: CheckTarget, session: PanelSession<CheckTarget>): PanelController<CheckToHost> {
  let target = first;
  let loaded: Loaded | null = null;
  let problem: Problem | null = null;
  let notice: CheckForm['notice'] = null;
  let choices = noChoices;
  let revision = 0;
  let busy = false;
  let generation = 0;
  let latestEdit = -1;
  const trials = createTrialRunner(() => app.backend(), session.changed);

  const isHere = (): boolean => app.servers.active.id === target.serverId;
  const ruleOf = (name: string): FormRule | undefined => loaded?.rules.find((rule) => rule.rule === name);

  async function load(): Promise<void> {
    const mine = ++generation;
    problem = null;
    if (!isHere()) return session.changed();
    try {
      const server = await app.backend();
      const [container, fields, specs, check] = await Promise.all([
        app.catalogue.container(target.containerId), app.catalogue.fieldsOf(target.containerId), server.ruleSpecs(),
        target.checkId === undefined ? null : server.check(target.checkId),
      ]);
      if (mine !== generation) return;
      const rules = specs.filter((spec) => spec.author || spec.rule === check?.rule_type).map(formRuleOf);
      loaded = { container, fields: fields.map(({ name, type }) => ({ name, type: type ?? null })), rules, check };
    } catch (error) {
      if (mine !== generation) return;
      problem = toProblem(error);
      session.log(problemText(problem));
    }
    session.changed();
  }

  async function edited(seq: number, draft: CheckDraft, complete: boolean): Promise<void> {
    latestEdit = seq;
    const rule = ruleOf(draft.rule);
    if (!loaded || !rule) return trials.ask(seq, null);
    const ready = complete && draftProblems(draft, rule).length === 0;
    trials.ask(seq, ready ? toCheck(draft, rule, target.containerId, loaded.check?.properties ?? {}) : null);
    try {
      const found = await choicesFor(app.catalogue, rule, draft, loaded.container.datastore?.id ?? null);
      if (seq !== latestEdit) return;
      choices = found;
    } catch (error) {
      notice = { tone: 'error', text: problemText(toProblem(error)) };
    }
    session.changed();
  }

  async function perform(work: (at: Loaded) => Promise<void>): Promise<void> {
    if (busy || !loaded) return;
    busy = true;
    notice = null;
    session.changed();
    try {
      await work(loaded);
    } catch (error) {
      const failed = toProblem(error);
      notice = { tone: 'error', text: problemText(failed) };
      session.log(problemText(failed));
    } finally {
      busy = false;
      session.changed();
    }
  }

  async function save(draft: CheckDraft, at: Loaded): Promise<void> {
    const rule = ruleOf(draft.rule);
    if (!rule || draftProblems(draft, rule).length > 0 || (at.check && at.check.rule_type !== draft.rule)) return;
    const server = await app.backend();
    const wanted = toCheck(draft, rule, target.containerId, at.check?.properties ?? {});
    let check: QualityCheck;
    if (at.check) {
      const { container_id: _container, rule: _rule, ...update } = wanted;
      check = await server.updateCheck(at.check.id, update);
      notice = { tone: 'info', text: vscode.l10n.t('The check was saved. The next scan uses it.') };
    } else {
      check = await server.createCheck(wanted);
      target = { serverId: target.serverId, containerId: target.containerId, checkId: check.id };
      session.retarget(target);
      notice = { tone: 'info', text: vscode.l10n.t('Check {0} was created. The next scan uses it.', `#${check.id}`) };
    }
    loaded = { ...at, check };
    revision += 1;
    // The trees show how many checks a container has.
    await app.catalogue.container(target.containerId);
  }

  async function archive(at: Loaded): Promise<void> {
    const check = at.check;
    if (!check) return;
    const sure = await app.notifier.confirm(vscode.l10n.t('Archive check {0}?', `#${check.id}`),
      vscode.l10n.t('Scans do not use it any more. Its anomalies stay.'), vscode.l10n.t('Archive'));
    if (!sure) return;
    await (await app.backend()).archiveCheck(check.id, 'Discarded');
    await app.catalogue.container(target.containerId);
    session.close();
  }

  function title(at: Loaded): string {
    return at.check ? vscode.l10n.t('Check {0} · {1}', `#${at.check.id}`, at.container.name) : vscode.l10n.t('New Check · {0}', at.container.name);
  }

  function state(): CheckPanelState {
    if (!isHere()) return otherServer(app.servers, target.serverId, vscode.l10n.t('This check'));
    if (problem) return goneOf(problem, vscode.l10n.t('This check or its container is not on the active server any more.'));
    if (!loaded) return { kind: 'loading' };
    session.setTitle(title(loaded));
    const { container, check } = loaded;
    return {
      kind: 'form', checkId: check?.id ?? null, inferred: check?.inferred ?? false, container: { id: container.id, name: container.name },
      datastore: container.datastore ? { id: container.datastore.id, name: container.datastore.name } : null,
      rules: [...loaded.rules], fields: [...loaded.fields], field: target.field ?? null,
      saved: check ? draftOf(check, ruleOf(check.rule_type)) : emptyDraft(target.field), revision, ...choices, trial: trials.latest, busy, notice,
    };
  }

  async function receive(message: CheckToHost): Promise<void> {
    switch (message.type) {
      case 'ready': return;
      case 'reload': return load();
      case 'edit': return edited(message.seq, message.draft, message.complete);
      case 'save': return perform((at) => save(message.draft, at));
      case 'archive': return perform(archive);
      case 'goToAsset': {
        const datastoreId = loaded?.container.datastore?.id;
        if (loaded && datastoreId !== undefined) await app.actions.revealAsset({ datastoreId, container: loaded.container.name });
      }
    }
  }

  const stop = app.servers.onDidChangeActive(() => void load());
  void load();

  return {
    message: (): CheckToView => ({ type: 'state', target, state: state() }),
    receive,
    dispose() {
      generation += 1;
      trials.dispose();
      stop.dispose();
    },
  };
}

/** The form of one check, new or saved. */
export function checkPanelKind(app: PanelApp): PanelKind<CheckTarget, CheckToHost> {
  return {
    viewType: 'plumbline.check', name: 'check', target: checkTarget, incoming: checkToHost,
    keyOf: ({ serverId, containerId, checkId, field }) => `${serverId}:${checkId ?? `new:${containerId}:${field ?? ''}`}`,
    title: ({ checkId }) => (checkId === undefined ? vscode.l10n.t('New Check') : vscode.l10n.t('Check {0}', `#${checkId}`)),
    open: (target, session) => open(app, target, session),
  };
}
