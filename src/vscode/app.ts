import type * as vscode from 'vscode';
import type { AnomalyFilter, QualityBackend } from '../backend/port';
import type { AnomalyStatus } from '../core/api/schemas/anomaly-status';
import type { JobKinds } from '../core/protocol/job-state';
import type { Subscription } from '../core/stores/events';
import type { AnomalyList } from './data/anomaly-list';
import type { Catalogue } from './data/catalogue';
import type { Jobs } from './data/jobs';
import type { Notifier } from './notify/notifier';
import type { Servers } from './servers/servers';
import type { TroubleLog } from './trouble-log';

/** What the check form is opened for: a new check of a container (perhaps of one field), or a check that exists. */
export interface CheckFormTarget {
  readonly containerId: number;
  readonly checkId?: number;
  readonly field?: string;
}

/** The panels, as the rest of the extension opens them. A panel that shows the thing already is revealed. */
export interface Panels {
  openJob(key: string): Promise<void>;
  openAnomaly(id: number): Promise<void>;
  openCheckForm(target: CheckFormTarget): Promise<void>;
  /** The rows of a container, from `row` on, or those of which a condition is true, where they are given. */
  openPreview(target: { readonly containerId: number; readonly row?: number; readonly filter?: string }): Promise<void>;
  /** What profiles found of a container, or of one of its fields. */
  openProfile(target: { readonly containerId: number; readonly field?: string }): Promise<void>;
}

/** What panels and trees let the user do with a thing; each says itself, through the notifier, when it fails. */
export interface Actions {
  cancelJob(key: string): Promise<void>;
  /** Gives the key of the new job; null when none was started. */
  retryJob(key: string): Promise<string | null>;
  /** Shows the anomalies view, filtered. Ids are those of the active server. */
  showAnomalies(of: { datastoreId?: number; containerId?: number; operationId?: number; checkId?: number }): Promise<void>;
  /** Selects a datastore, or a container of it, in the Datastores view. */
  revealAsset(of: { datastoreId: number; container?: string }): Promise<void>;
  /** Of these anomalies, or of all that a filter lets through. Offers to undo it; true when it was done. */
  setAnomalyStatus(which: readonly number[] | AnomalyFilter, status: AnomalyStatus): Promise<boolean>;
}

/** The extension's parts, as they know each other. Made once, in `compose.ts`. */
export interface App {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly troubles: TroubleLog;
  readonly servers: Servers;
  /** The active server. The local engine is started by the first call of a method, not by this one. */
  backend(): Promise<QualityBackend>;
  readonly jobs: Jobs;
  readonly jobKinds: JobKinds;
  readonly anomalies: AnomalyList;
  readonly catalogue: Catalogue;
  readonly notifier: Notifier;
  readonly actions: Actions;
  readonly panels: Panels;
}

export type { Subscription };
