import * as vscode from 'vscode';
import { problemText, toProblem, type Problem } from '../../core/errors';
import type { Job } from '../../core/jobs/job';
import type { EndedJob } from '../../core/jobs/job-store';
import type { PipelineStep } from '../../core/operations/pipeline';
import type { NotificationLevel } from '../settings';
import type { TroubleLog } from '../trouble-log';
import { jobEndedMessage, pipelineStoppedMessage, wantsToast, type JobEndedMessage } from './job-ended';

/**
 * The one place that shows messages. Texts given to it are localised already. Only a question waits for its answer: a
 * message may stand for hours, and nobody's work waits until it is closed.
 */
export interface Notifier {
  /** An error of something that the user asked for. `doing` names it: "Scan failed". */
  problem(error: unknown, doing?: string): Promise<void>;
  info(text: string): Promise<void>;
  /** Something was done that can be taken back. */
  undoable(text: string, undo: () => Promise<void>): Promise<void>;
  /** A modal question; true when the user chose `action`. */
  confirm(question: string, detail: string, action: string): Promise<boolean>;
  /** A job ended: shown or not, as the setting `plumbline.notifications` says. */
  jobEnded(ended: EndedJob): Promise<void>;
  /** A pipeline stopped at a step: because its job ended so, or because the step could not be started (`problem`). */
  pipelineStopped(ended: EndedJob, step: PipelineStep, problem: Problem | null): Promise<void>;
}

export interface NotifierParts {
  readonly log: vscode.LogOutputChannel;
  readonly troubles: TroubleLog;
  level(): NotificationLevel;
  openJob(key: string): Promise<void>;
  showAnomalies(operationId: number): Promise<void>;
  showProfile(container: { datastoreId: number; name: string }): Promise<void>;
}

export function createNotifier({ log, troubles, level, openJob, showAnomalies, showProfile }: NotifierParts): Notifier {
  /** What a click on a message leads to. */
  function onClick(shown: Thenable<string | undefined>, actions: Record<string, () => unknown>): void {
    Promise.resolve(shown).then((chosen) => (chosen === undefined ? undefined : actions[chosen]?.()))
      .catch((error: unknown) => log.error(problemText(toProblem(error))));
  }

  function tell(job: Job, message: JobEndedMessage): void {
    const open = vscode.l10n.t('Open');
    const anomalies = vscode.l10n.t('Show Anomalies');
    const show = message.kind === 'error' ? vscode.window.showErrorMessage
      : message.kind === 'warning' ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
    const profile = vscode.l10n.t('Show Profile');
    const { profiled } = message;
    onClick(show(message.text, open, ...(message.found > 0 ? [anomalies] : []), ...(profiled ? [profile] : [])), {
      [open]: () => openJob(job.key), [anomalies]: () => showAnomalies(job.id), [profile]: () => profiled && showProfile(profiled),
    });
  }

  return {
    async problem(error, doing) {
      const problem = toProblem(error);
      troubles.seen(doing ?? 'a command', error);
      // The user's own cancelling is no error.
      if (problem.code === 'aborted') return;
      const showLog = vscode.l10n.t('Show Log');
      const text = problemText(problem);
      onClick(vscode.window.showErrorMessage(doing ? `${doing}: ${text}` : text, showLog), { [showLog]: () => log.show() });
    },
    async info(text) {
      onClick(vscode.window.showInformationMessage(text), {});
    },
    async undoable(text, undo) {
      const back = vscode.l10n.t('Undo');
      onClick(vscode.window.showInformationMessage(text, back), {
        [back]: () => undo().catch((error: unknown) => this.problem(error, vscode.l10n.t('It could not be undone'))),
      });
    },
    async confirm(question, detail, action) {
      return await vscode.window.showWarningMessage(question, { modal: true, detail }, action) === action;
    },
    async jobEnded(ended) {
      if (!wantsToast(level(), ended)) return;
      tell(ended.job, jobEndedMessage(ended.job));
    },
    async pipelineStopped(ended, step, problem) {
      if (!wantsToast(level(), ended) && problem === null) return;
      tell(ended.job, pipelineStoppedMessage(ended.job, step, problem));
    },
  };
}
