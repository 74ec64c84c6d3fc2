import * as vscode from 'vscode';
import { kindOf } from '../core/operations/kinds';
import { counterTitle, kindTitle } from '../core/operations/words';
import type { JobKinds } from '../core/protocol/job-state';

/** The name of a kind of operation, as people read it. */
export function operationWord(type: string): string {
  return vscode.l10n.t(kindTitle(type));
}

/** What the job panel is told of the kinds of operation, so that it does not have to load their schemas. */
export const jobKinds: JobKinds = {
  title: operationWord,
  counter: (key) => vscode.l10n.t(counterTitle(key)),
  say: (text) => vscode.l10n.t(text),
  findsAnomalies: (type) => kindOf(type)?.findsAnomalies === true,
};
