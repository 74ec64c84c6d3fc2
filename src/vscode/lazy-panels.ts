import * as vscode from 'vscode';
import type { App, Panels } from './app';
import type { LoadedPanels } from './panels/register-panels';

export const panelViewTypes = ['plumbline.job', 'plumbline.anomaly', 'plumbline.check', 'plumbline.preview', 'plumbline.profile'] as const;
export type PanelViewType = (typeof panelViewTypes)[number];

/** The panels as a bundle of its own, loaded when the first one is opened or comes back after a reload. */
export function lazyPanels(app: Omit<App, 'panels'>): Panels {
  let loading: Promise<LoadedPanels> | undefined;
  const load = (): Promise<LoadedPanels> => (loading ??= import('./panels/register-panels.js').then((module) => module.registerPanels(app)));
  app.context.subscriptions.push(...panelViewTypes.map((viewType) => vscode.window.registerWebviewPanelSerializer(viewType, {
    deserializeWebviewPanel: async (panel, state) => (await load()).restore(viewType, panel, state),
  })));
  return {
    openJob: async (key) => (await load()).openJob(key),
    openAnomaly: async (id) => (await load()).openAnomaly(id),
    openPreview: async (target) => (await load()).openPreview(target),
    openProfile: async (target) => (await load()).openProfile(target),
    openCheckForm: async (target) => (await load()).openCheckForm(target),
  };
}
