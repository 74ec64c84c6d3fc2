import type * as vscode from 'vscode';
import { problemText, toProblem, type ErrorCode } from '../core/errors';

/** What went wrong, without words that could hold data: for diagnostics. */
export interface Trouble {
  /** ms since 1970. */
  readonly at: number;
  readonly where: string;
  readonly code: ErrorCode;
}

/** Everything that a person saw go wrong, in the log with its details, and the newest of it at hand. */
export interface TroubleLog {
  /** `where`: what was being done, in English, as logs are. The user's own cancelling is no trouble. */
  seen(where: string, error: unknown): void;
  recent(): readonly Trouble[];
}

const kept = 20;

export function createTroubleLog(log: Pick<vscode.LogOutputChannel, 'error'>, now: () => number = Date.now): TroubleLog {
  let troubles: readonly Trouble[] = [];
  return {
    seen(where, error) {
      const problem = toProblem(error);
      if (problem.code === 'aborted') return;
      log.error([`${where}: ${problemText(problem)}`, problem.detail].filter(Boolean).join('\n'));
      troubles = [...troubles, { at: now(), where, code: problem.code }].slice(-kept);
    },
    recent: () => troubles,
  };
}
