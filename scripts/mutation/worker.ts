// A process that runs tests over code with mutants in it, again and again. A mutant in what a module does when it is loaded is
// judged with all files of the project loaded anew.
import Module from 'node:module';
import path from 'node:path';
import type Mocha from 'mocha';
import type { FileRecord, Verdict, WorkerReply, WorkerRequest } from './protocol';

const root = path.join(__dirname, '..', '..') + path.sep;
const host = globalThis as { __plumblineMutant?: (id: number) => boolean };
const loader = Module as unknown as { _load: unknown };
const firstLoad = loader._load;
const firstEnvironment = { ...process.env };
const atRest = process.getActiveResourcesInfo().length;

let mochaModule: typeof Mocha;
/** What is loaded was loaded with a mutant in it. */
let stale = true;

/**
 * Makes ready for the next run. Tests are always loaded anew, the code only when `all` is said: the house has no mutable state in
 * its modules, so one that was loaded before is as good as a fresh one.
 */
function forget(all: boolean): void {
  for (const file of Object.keys(require.cache)) {
    if (file.startsWith(root) && file !== __filename && (all || file.endsWith('.test.js'))) delete require.cache[file];
  }
  if (all) loader._load = firstLoad;
  for (const name of Object.keys(process.env)) if (!(name in firstEnvironment)) delete process.env[name];
  Object.assign(process.env, firstEnvironment);
}

function load(file: string): Mocha {
  const mocha = new mochaModule({ ui: 'bdd', timeout: 60_000, reporter: class { constructor() { /* silent */ } } as never });
  mocha.suite.emit('pre-require', globalThis, file, mocha);
  mocha.suite.emit('require', require(file), file, mocha);
  mocha.suite.emit('post-require', globalThis, file, mocha);
  return mocha;
}

/** Runs the tests of one file with no mutant, and writes down which mutants' places each of them comes through. */
async function record(file: string): Promise<FileRecord> {
  const shared = new Set<number>();
  const tests: { title: string; ms: number; hits: number[] }[] = [];
  const failures: string[] = [];
  let seen = shared;
  host.__plumblineMutant = (id) => {
    seen.add(id);
    return false;
  };
  const start = performance.now();
  forget(true);
  const mocha = load(file);
  const loaded = new Set(shared);
  mocha.rootHooks({
    beforeEach() { seen = new Set(); },
    afterEach(this: Mocha.Context) {
      const test = this.currentTest!;
      // What follows, like the hooks of a suite, belongs to all.
      tests.push({ title: test.fullTitle(), ms: test.duration ?? 0, hits: [...seen] });
      seen = shared;
    },
  });
  await new Promise<void>((resolve) => {
    mocha.run(() => resolve()).on('fail', (test, error: Error) => failures.push(`${test.fullTitle()}: ${error.message}`));
  });
  return { file, ms: performance.now() - start, loaded: [...loaded], shared: [...shared], tests, failures };
}

/** Lets only the wanted tests stand; suites that are left empty run no hooks. */
function keep(suite: Mocha.Suite, wanted: ReadonlySet<string>): void {
  suite.tests = suite.tests.filter((test) => wanted.has(test.fullTitle()));
  for (const inner of suite.suites) keep(inner, wanted);
}

function limit(suite: Mocha.Suite, ms: (title: string) => number): void {
  for (const test of suite.tests) test.timeout(Math.min(test.timeout() || 1e9, ms(test.fullTitle())));
  for (const inner of suite.suites) limit(inner, ms);
}

/** Runs the wanted tests of one file, up to the first that fails. */
async function judgeBy(file: string, titles: readonly string[], limits: Readonly<Record<string, number>>): Promise<Verdict> {
  const mocha = load(file);
  keep(mocha.suite, new Set(titles));
  limit(mocha.suite, (title) => 5000 + 10 * (limits[title] ?? 0));
  mocha.bail(true);
  return new Promise((resolve) => {
    let verdict: Verdict = { killed: false, by: null, slow: false };
    mocha.run(() => resolve(verdict)).on('fail', (test, error: Error & { code?: string }) => {
      if (!verdict.killed) verdict = { killed: true, by: test.fullTitle(), slow: error.code === 'ERR_MOCHA_TIMEOUT' };
    });
  });
}

/** Runs the wanted tests with one mutant acting, file by file, up to the first that fails. */
async function judge({ mutant, files, limits, loaded }: Extract<WorkerRequest, { kind: 'judge' }>): Promise<Verdict> {
  forget(loaded || stale);
  stale = loaded;
  process.env.PLUMBLINE_MUTANT = String(mutant);
  host.__plumblineMutant = (id) => id === mutant;
  try {
    for (const { file, titles } of files) {
      const verdict = await judgeBy(file, titles, limits);
      if (verdict.killed) return verdict;
    }
  } catch (error) {
    return { killed: true, by: `loading: ${String(error)}`, slow: false };
  }
  return { killed: false, by: null, slow: false };
}

/** True when a run has left something going: the next one would not start clean. */
async function isDirty(): Promise<boolean> {
  for (let tries = 0; tries < 5; tries += 1) {
    if (process.getActiveResourcesInfo().length <= atRest + 1) return false;
    await new Promise((resolve) => { setTimeout(resolve, 10); });
  }
  return true;
}

async function answer(request: WorkerRequest): Promise<void> {
  mochaModule ??= (await import('mocha')).default;
  const reply: WorkerReply = request.kind === 'record' ? { record: await record(request.file), dirty: await isDirty() } : { verdict: await judge(request), dirty: await isDirty() };
  process.send!(reply);
}

process.on('message', (request: WorkerRequest) => void answer(request).catch((error: unknown) => {
  console.error(error);
  process.exit(70);
}));
