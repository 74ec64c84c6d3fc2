import { undiciTransport } from '../../src/backend/transport/http';
import { runCommandLine } from '../../src/cli/program';
import { type Ended, everyRowBreaks, keepAllRows, type SeenContainer, type Way } from './way';

/** The command line as it is typed in `folder`, whose engine runs already; in this process, because starting hundreds takes minutes. */
export function commandWay(folder: string): Way {
  const transport = undiciTransport();
  const run = async (args: readonly string[]): Promise<{ code: number; out: string; said: string }> => {
    let out = '';
    let said = '';
    const code = await runCommandLine([...args, '--format', 'json', '--quiet'], {
      terminal: {
        out: (text) => { out += text; }, rawError: (text) => { said += text; }, say: (line) => { said += `${line}\n`; },
        outIsTerminal: false, errorIsTerminal: false, columns: () => 200, color: false,
      },
      env: {}, folder, enginePath: 'the engine runs already', transport, version: '0',
    });
    return { code, out, said };
  };
  const json = async (args: readonly string[], codes: readonly number[] = [0]): Promise<any> => { // eslint-disable-line @typescript-eslint/no-explicit-any
    const { code, out, said } = await run(args);
    if (!codes.includes(code)) throw new Error(`plumbline ${args.join(' ')}: ${code}\n${said}`);
    return JSON.parse(out);
  };
  const operation = async (args: readonly string[]): Promise<Ended> => {
    const [ended] = await json(['operations', ...args, '--poll-interval', '0.02'], [0, 3, 9]);
    return { result: ended.result, message: ended.message ?? '' };
  };
  const of = (datastore: number): string[] => ['--datastore-id', String(datastore)];
  /** Commas part the names of this option, so a name with one cannot be given. */
  const only = (containers: readonly SeenContainer[]): string[] => (containers.some(({ name }) => name.includes(',')) ? [] : ['--container-names', containers.map(({ name }) => name).join(',')]);
  return {
    add: async (name, target, _, header) => {
      const { code, out, said } = await run(['datastores', 'add', target, '--name', name, ...(header === undefined ? [] : [header ? '--header' : '--no-header'])]);
      return code === 0 ? { id: JSON.parse(out).id } : { refused: said };
    },
    sync: (datastore) => operation(['sync', ...of(datastore)]),
    containers: async (datastore) => (await json(['containers', 'list', ...of(datastore)]))
      .map((item: { id: number; name: string; last_error: string | null; notes?: string[] }) => ({ id: item.id, name: item.name, error: item.last_error ?? null, notes: item.notes ?? [] })),
    breakEveryRow: async (datastore, container) => {
      await json(['checks', 'create', ...of(datastore), '--container', container.name, '--rule', everyRowBreaks.rule, '--properties', JSON.stringify(everyRowBreaks.properties), '--active']);
    },
    scan: (datastore, containers) => operation(['scan', ...of(datastore), ...only(containers),
      '--enrichment-source-record-limit', String(keepAllRows.limit), '--high-count-rollup-threshold', String(keepAllRows.threshold)]),
    rows: async (container) => {
      const all = [];
      for (const { id } of await json(['anomalies', 'list', '--container', String(container)])) {
        all.push(...(await json(['anomalies', 'get', String(id), '--records', '1000'])).source_records);
      }
      return all;
    },
    // Commas part the names of fields.
    canSay: ({ fields }) => !fields.some((field) => field.includes(',')),
    tryCheck: (datastore, container, { rule, fields, filter, coverage }, properties) => json(['checks', 'validate', ...of(datastore), '--container', container.name,
      '--rule', rule, ...fields.flatMap((field) => ['--fields', field]), '--properties', JSON.stringify(properties),
      ...(filter === undefined ? [] : ['--filter', filter]), ...(coverage === undefined ? [] : ['--coverage', String(coverage)])], [0, 3]),
    types: () => Promise.resolve(null),
  };
}
