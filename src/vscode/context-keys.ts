import * as vscode from 'vscode';

/** Every context key that `when` clauses of package.json use. */
export interface ContextKeys {
  /** What the Datastores view has to say when it is empty. */
  'plumbline.datastores': 'loading' | 'empty' | 'some';
  /** `filtered`: empty because of the filter; so for anomalies. */
  'plumbline.jobs': 'loading' | 'empty' | 'filtered' | 'some';
  'plumbline.jobsFiltered': boolean;
  'plumbline.jobsRunning': boolean;
  'plumbline.anomalies': 'loading' | 'empty' | 'filtered' | 'some';
  /** The active server is not the local engine. */
  'plumbline.remote': boolean;
  'plumbline.anomaliesFiltered': boolean;
  'plumbline.anomaliesBy': 'container' | 'check';
}

export type SetContext = <K extends keyof ContextKeys>(key: K, value: ContextKeys[K]) => void;

/** Sets context keys, each only when its value differs from the last. */
export function contextKeys(): SetContext {
  const last = new Map<string, unknown>();
  return (key, value) => {
    if (last.get(key) === value) return;
    last.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  };
}
