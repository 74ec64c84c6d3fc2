/** A part of the code whose tests are judged by mutants, with the tests that are asked. */
export interface Area {
  readonly name: string;
  /** Folder of the code. */
  readonly code: string;
  /** Folders of tests, or single files. */
  readonly tests: readonly string[];
}

/** None that watches a real clock: a busy machine would decide. */
const editorTests = ['test/vscode-unit'];
const pureTests = [
  'test/core', 'test/contract', 'test/rules', 'test/webview/anomaly-state.test.ts', 'test/webview/job-state.test.ts', 'test/webview/check-draft.test.ts',
  'test/webview/protocol.test.ts', 'test/webview/check-trial.test.ts', 'test/webview/catalogue-form.test.ts',
  'test/backend/rest-backend.test.ts', 'test/backend/apply-import.test.ts',
];
const engineTests = [
  'test/engine/store.test.ts', 'test/engine/queue.test.ts', 'test/engine/http-routes.test.ts', 'test/engine/http-errors.test.ts', 'test/engine/http-security.test.ts',
  'test/engine/check-trial.test.ts', 'test/operations', 'test/contract',
];

export const areas: readonly Area[] = [
  { name: 'core', code: 'src/core', tests: [...pureTests, ...editorTests, 'test/scan/plan.test.ts'] },
  { name: 'store', code: 'src/engine/store', tests: engineTests },
  { name: 'http', code: 'src/engine/http', tests: engineTests },
  { name: 'data', code: 'src/vscode/data', tests: editorTests },
  { name: 'trees', code: 'src/vscode/trees', tests: editorTests },
];
