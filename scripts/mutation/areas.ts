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
const engineTests = (...names: string[]): string[] => names.map((name) => `test/engine/${name}.test.ts`);
const httpTests = [
  ...engineTests('http-routes', 'http-answers', 'http-errors', 'http-security', 'refused-bodies', 'check-trial', 'preview', 'read-options', 'tags-people', 'computed', 'operation-changes', 'queue'), 'test/contract',
];
const storeTests = [
  ...engineTests('store', 'store-lists', 'store-cache', 'list-page', 'http-routes', 'http-errors', 'tags-people', 'retention', 'operation-changes', 'queue'), 'test/safety/old-stores.test.ts',
  'test/safety/damaged-store.test.ts', 'test/operations/pipeline.test.ts', 'test/operations/scan.test.ts', 'test/operations/settle-anomalies.test.ts', 'test/contract',
];

const inCore = (...names: string[]): string[] => names.map((name) => `src/core/${name}`);

export const areas: readonly Area[] = [
  { name: 'core', code: inCore('api', 'baseline', 'checks', 'checks-file', 'errors.ts', 'format', 'jobs', 'metrics', 'operations', 'polling', 'profile', 'protocol', 'questions', 'read-options', 'stores', 'tags'), tests: [...pureTests, ...editorTests] },
  { name: 'rules', code: inCore('rules', 'sql-guard'), tests: ['test/rules', 'test/contract', 'test/scan/plan.test.ts', 'test/webview/check-draft.test.ts', 'test/webview/catalogue-form.test.ts'] },
  { name: 'store', code: ['src/engine/store'], tests: storeTests },
  { name: 'http', code: ['src/engine/http'], tests: httpTests },
  { name: 'data', code: ['src/vscode/data'], tests: editorTests },
  { name: 'trees', code: ['src/vscode/trees'], tests: editorTests },
];

/** Whether a file, its path with slashes, is code of the area. */
export function belongsTo(area: Area, file: string): boolean {
  return area.code.some((one) => file === one || file.startsWith(`${one}/`));
}
