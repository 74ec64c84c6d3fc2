import * as vscode from 'vscode';

export interface DryRun {
  readonly name: string;
  readonly title: string;
  readonly before: string;
  readonly after: string;
}

export interface Question {
  readonly title: string;
  readonly yes: string;
  readonly no: string;
}

const scheme = 'plumbline-checks';

/** Lays two texts side by side in a diff editor, asks above it, and closes it again. True when the user said yes. */
export async function showDryRun(run: DryRun, question: Question): Promise<boolean> {
  const texts: Record<string, string> = { before: run.before, after: run.after };
  // The texts of this run alone: another one must not see them, nor its editor change.
  const uri = (side: 'before' | 'after'): vscode.Uri => vscode.Uri.from({ scheme, path: `/${run.name}`, query: side, fragment: String(Date.now()) });
  const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, { provideTextDocumentContent: ({ query }) => texts[query] ?? '' });
  const [left, right] = [uri('before'), uri('after')];
  try {
    await vscode.commands.executeCommand('vscode.diff', left, right, run.title, { preview: false });
    const items = [{ label: question.yes, go: true }, { label: question.no, go: false }];
    const chosen = await vscode.window.showQuickPick(items, { title: question.title, ignoreFocusOut: true });
    return chosen?.go === true;
  } finally {
    const isOurs = (tab: vscode.Tab): boolean => tab.input instanceof vscode.TabInputTextDiff && tab.input.modified.toString() === right.toString();
    await vscode.window.tabGroups.close(vscode.window.tabGroups.all.flatMap((group) => group.tabs).filter(isOurs));
    provider.dispose();
  }
}
