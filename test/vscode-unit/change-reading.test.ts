import { editor, type QuickInput } from './vscode-stub';
import assert from 'node:assert/strict';
import type { ContainerUpdate } from '../../src/core/api/schemas/container';
import type { ReadOptions } from '../../src/core/api/schemas/read-options';
import { PlumblineError } from '../../src/core/errors';
import { containerNode } from '../../src/vscode/trees/catalogue-nodes';
import { containerItem } from '../../src/vscode/trees/catalogue-items';
import { composeExtension, type Composed } from './compose-extension';
import { aContainer, aDatastore, fakeServer, type FakeServer } from './fake-backend';

describe('changing how a file is read', () => {
  let server: FakeServer;
  let extension: Composed;
  let stored: ContainerUpdate[];
  beforeEach(() => {
    server = fakeServer();
    stored = [];
    server.datastores = [aDatastore(1)];
    server.containers = [aContainer(5, 1, { file_format: 'csv', read_options: { delimiter: ';', column_types: { zip: 'VARCHAR' } } }), aContainer(6, 1, { file_format: 'parquet' })];
    Object.assign(server.answers, {
      container: async (id: number) => server.containers.find((c) => c.id === id),
      previewContainer: async (_id: number, { read_options }: { read_options: ReadOptions }) => {
        if (read_options.delimiter === '|') throw new PlumblineError({ code: 'bad-request', reason: 'It does not fit.\u001b[31m' });
        return { columns: [{ name: 'id', type: 'Integral', native_type: 'BIGINT' }, { name: '$(x)', type: 'String', native_type: 'VARCHAR' }], rows: [], notes: [] };
      },
      updateContainer: async (id: number, body: ContainerUpdate) => {
        if (body.read_options?.delimiter === '|') throw new PlumblineError({ code: 'bad-request', reason: 'It does not fit.', remedy: 'Choose another.' });
        stored.push(body);
        return server.containers.find((c) => c.id === id)!;
      },
    });
    extension = composeExtension({ server });
  });
  afterEach(() => extension.dispose());
  const run = (containerId: number, ...inputs: ((input: QuickInput) => void)[]): unknown => {
    editor.inputs.push(...inputs);
    return editor.commands.get('plumbline.changeReading')!(containerNode('local', 1, containerId));
  };

  it('shows what is set, shows what each value would make of the data, and stores the chosen one', async () => {
    let options: QuickInput | undefined;
    let values: QuickInput | undefined;
    await run(5, (input) => { options = input; input.choose('Delimiter'); }, (input) => { values = input; input.choose('Comma'); });
    assert.deepEqual(options?.items.slice(0, 2).map((item) => item.description), [';', 'as found from the data']);
    assert.equal(values?.items.find((item) => item.label === 'Comma')?.detail?.includes('2 fields: id BIGINT'), true);
    const refused = values?.items.find((item) => item.label === 'Vertical bar')?.detail ?? '';
    assert.match(refused, /It does not fit/);
    assert.doesNotMatch(values?.items.map((item) => item.detail).join('') ?? '', /(?<!\\)\$\(x\)|\u001b/);
    assert.deepEqual(stored, [{ read_options: { delimiter: ',' } }]);
    assert.match(editor.messages.at(-1)?.text ?? '', /read anew/);
    assert.ok(server.calls.lastIndexOf('datastores') > server.calls.lastIndexOf('updateContainer'), 'the tree is fetched again');
  });
  it('leaves an option to the guess again', async () => {
    await run(5, (input) => input.choose('Delimiter'), (input) => input.choose('As found'));
    assert.deepEqual(stored, [{ read_options: { delimiter: null } }]);
  });
  it('takes what is typed, says under the box what does not fit, and stays open', async () => {
    const said: (string | undefined)[] = [];
    await run(5, (input) => input.choose('Delimiter'), (input) => input.choose('Something else'), (input) => {
      input.type('|');
      setTimeout(() => { said.push(input.validationMessage?.message); input.type('~'); }, 20);
    });
    assert.deepEqual(said, ['It does not fit. Choose another.']);
    assert.deepEqual(stored, [{ read_options: { delimiter: '~' } }]);
    await run(5, (input) => input.choose('Types of columns'), (input) => input.choose('Something else'), (input) => {
      assert.equal(input.value, 'zip=VARCHAR');
      input.type('zip=VARCHAR; a=b=DECIMAL(18,2)');
    });
    assert.deepEqual(stored.at(-1), { read_options: { column_types: { zip: 'VARCHAR', 'a=b': 'DECIMAL(18,2)' } } });
  });
  it('says what a chosen value does not fit, and lets another be chosen; leaving changes nothing', async () => {
    await run(5, (input) => input.choose('Delimiter'), (input) => input.choose('Vertical bar'), (input) => input.choose('Header'), (input) => input.back(), (input) => input.leave());
    assert.match(editor.messages[0]?.text ?? '', /It does not fit/);
    assert.deepEqual(stored, []);
  });
  it('is for CSV and TSV files, and is offered at one that cannot be read', async () => {
    await run(6);
    assert.match(editor.messages.at(-1)?.text ?? '', /not a CSV or TSV file/);
    const contexts = [aContainer(1, 1), aContainer(2, 1, { file_format: 'csv' }), aContainer(3, 1, { file_format: 'tsv', last_error: 'Ragged.' }), aContainer(4, 1, { file_format: 'json', last_error: 'Cut.' })]
      .map((container) => containerItem(container, containerNode('local', 1, container.id)).contextValue);
    assert.deepEqual(contexts, ['container', 'container text', 'container text unreadable', 'container']);
  });
});
