import { keepArtifacts } from './artifacts';
import { openEditor, type Editor, type EditorOptions } from './editor';

/**
 * Opens one editor for the tests of the surrounding `describe` and closes it after them; artifacts are kept when one
 * fails. `options` is called when the editor is opened, so that a `before` hook may have made a workspace.
 */
export function useEditor(options: () => EditorOptions): () => Editor {
  let editor: Editor | undefined;
  before(async function open() {
    // Not more than starting the server and the browser on a slow machine; the first run fetches both before the tests.
    this.timeout(180_000);
    editor = await openEditor(options());
  });
  afterEach(async function keep() {
    this.timeout(60_000);
    if (this.currentTest?.state === 'failed' && editor) await keepArtifacts(editor, this.currentTest.fullTitle());
  });
  after(async function close() {
    this.timeout(60_000);
    await editor?.close();
  });
  return () => {
    if (!editor) throw new Error('The editor is not open yet.');
    return editor;
  };
}
