/** A part of the code whose tests are judged by mutants, with the tests that are asked. */
export interface Area {
  readonly name: string;
  /** Folders and files of the code. */
  readonly code: readonly string[];
  /** Folders of tests, or single files. */
  readonly tests: readonly string[];
}

/** None that watches a real clock: a busy machine would decide. */
const editorTests = ['test/vscode-unit'];
const pureTests = [
  'test/core', 'test/contract', 'test/webview/anomaly-state.test.ts', 'test/webview/job-state.test.ts', 'test/webview/check-draft.test.ts',
  'test/webview/protocol.test.ts', 'test/webview/check-trial.test.ts', 'test/webview/catalogue-form.test.ts',
  'test/backend/rest-backend.test.ts', 'test/backend/apply-import.test.ts',
];
const engineTests = [
  'test/engine/store.test.ts', 'test/engine/queue.test.ts', 'test/engine/http-routes.test.ts', 'test/engine/http-errors.test.ts', 'test/engine/http-security.test.ts',
  'test/engine/check-trial.test.ts', 'test/operations', 'test/contract',
];

const inCore = (...names: string[]): string[] => names.map((name) => `src/core/${name}`);

export const areas: readonly Area[] = [
  { name: 'core', code: inCore('api', 'checks-file', 'errors.ts', 'format', 'jobs', 'polling', 'protocol', 'read-options', 'stores'), tests: [...pureTests, ...editorTests] },
  { name: 'rules', code: inCore('rules', 'sql-guard'), tests: ['test/rules', 'test/contract', 'test/scan/plan.test.ts', 'test/webview/check-draft.test.ts', 'test/webview/catalogue-form.test.ts'] },
  { name: 'store', code: ['src/engine/store'], tests: engineTests },
  { name: 'http', code: ['src/engine/http'], tests: engineTests },
  { name: 'data', code: ['src/vscode/data'], tests: editorTests },
  { name: 'trees', code: ['src/vscode/trees'], tests: editorTests },
];

/** Whether a file, its path with slashes, is code of the area. */
export function belongsTo(area: Area, file: string): boolean {
  return area.code.some((one) => file === one || file.startsWith(`${one}/`));
}
