import * as vscode from 'vscode';
import { z } from 'zod';

export const notificationLevel = z.enum(['off', 'failures', 'mine', 'all']);
export type NotificationLevel = z.output<typeof notificationLevel>;

/** Every setting of ours, with what holds where its value cannot be used. The defaults agree with package.json. */
const settings = {
  notifications: notificationLevel.catch('mine'),
  statusBar: z.boolean().catch(true),
  'engine.idleMinutes': z.number().min(1).max(1440).catch(5),
  'engine.memory': z.string().regex(/^(\d+(\.\d+)?\s*[KMGT]i?B)?$/i).catch(''),
  'store.location': z.string().catch(''),
  'scan.rowsKept': z.number().int().min(1).max(1000).catch(10),
  'scan.rollUp': z.number().int().min(0).max(1000).catch(0),
  'profile.aiEffort': z.enum(['default', 'off', 'low', 'medium', 'high', 'xhigh', 'max']).catch('default'),
} as const;

export type SettingName = keyof typeof settings;
export const settingNames = Object.keys(settings) as SettingName[];
export type SettingValue<N extends SettingName> = z.output<(typeof settings)[N]>;

/** The value of a setting as it holds now. */
export function setting<N extends SettingName>(name: N): SettingValue<N> {
  return settings[name].parse(vscode.workspace.getConfiguration('plumbline').get(name)) as SettingValue<N>;
}

export function onDidChangeSetting(name: SettingName, listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(`plumbline.${name}`)) listener();
  });
}
