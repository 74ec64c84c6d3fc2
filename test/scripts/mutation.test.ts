import assert from 'node:assert/strict';
import { transformSync } from 'esbuild';
import path from 'node:path';
import { glob } from '../../scripts/lib/glob';
import { areas, belongsTo } from '../../scripts/mutation/areas';
import { sample, testsByMutant } from '../../scripts/mutation/choose';
import { instrument, type Mutant } from '../../scripts/mutation/instrument';
import { reportOf } from '../../scripts/mutation/report';

/** Runs `call` in the source with one mutant acting; -1 is none. */
function run(text: string, mutant: number, call: string): unknown {
  const { code } = transformSync(instrument('a.ts', text, 0).text, { loader: 'ts' });
  return new Function('__m', `${code}; return ${call};`)((id: number) => id === mutant);
}
const changes = (text: string): string[] => instrument('a.ts', text, 0).mutants.map(({ kind, before, after }) => `${kind}: ${before} -> ${after}`);

describe('faults put into code', () => {
  it('do nothing until one of them acts, and then each acts alone', () => {
    const text = 'function f(a: number, list?: { n: number[] }): number { if (a > 1 && list) { a += 2; } return a * (list?.n.length ?? 10); }';
    const { mutants } = instrument('a.ts', text, 0);
    assert.equal(run(text, -1, 'f(3, { n: [1, 2] })'), 10);
    const results = mutants.map(({ id }) => {
      try {
        return [run(text, id, 'f(3, { n: [1, 2] })'), run(text, id, 'f(1, { n: [1] })'), run(text, id, 'f(3)')].join();
      } catch {
        return 'throws';
      }
    });
    assert.ok(mutants.length >= 10);
    assert.deepEqual(results.filter((result) => result === '10,1,30'), [], 'each makes a difference to one of the three');
  });

  it('are conditions, borders, logic, sums, literals, lists, chains, results, statements and calls', () => {
    assert.deepEqual(changes('x = a < b;').slice(1), ['boundary: a < b -> a <= b', 'boundary: a < b -> a >= b']);
    assert.deepEqual(changes('const x = a === b && !c;'), ['logic: a === b && !c -> (a === b) || (!c)', 'condition: a === b -> a !== b', 'condition: !c -> c']);
    assert.deepEqual(changes('if (a) f(); else g();'), ['condition: a -> !(a)', 'statement: f(); -> ', 'statement: g(); -> ']);
    assert.deepEqual(changes('const x = [1, true, "", `a${b}`];').map((line) => line.split(':')[0]), ['list', 'number', 'literal', 'text', 'text']);
    assert.deepEqual(changes('const x = a?.b.c?.(d);'), ['chain: a?.b.c?.(d) -> a?.b.c(d)', 'chain: a?.b.c?.(d) -> a.b.c?.(d)']);
    assert.deepEqual(changes('const f = () => a.sort().map(g);'), ['result: a.sort().map(g) -> undefined', 'call: a.sort() -> a']);
    assert.deepEqual(changes('const x = "a" + b - c;'), ['arithmetic: "a" + b - c -> "a" + b + c', "text: \"a\" -> ''"]);
  });

  it('leave names, types, imports and places of assignment alone', () => {
    assert.deepEqual(changes('import { a } from "b"; type T = "x" | 1; interface I { k: "v" } const { "q": z } = o; const o = { "key": a }; export { o };'), []);
  });

  it('keep an else with its if', () => {
    const text = 'function f(a) { if (a) hit(1); else hit(2); return got; } let got = 0; function hit(n) { got = n; }';
    assert.equal(run(text, -1, 'f(false)'), 2);
    assert.equal(run(text, -1, 'f(true)'), 1);
  });

  it('are left out where a comment says why nobody could tell', () => {
    const text = 'const a = b > 0; // same: boundary number, it is never 0 here\n// same: text, the name is only for people\nconst c = "d";\nconst e = "f"; // same: text\n';
    assert.deepEqual(instrument('a.ts', text, 0).mutants.map((m) => [m.line, m.kind]), [[4, 'text']], 'a mark without a reason is none');
    assert.equal(instrument('a.ts', text, 0).equivalent, 4);
  });

  it('are put into every file of the folders that are judged', async () => {
    const folders = ['src/core', 'src/engine/store', 'src/engine/http', 'src/vscode/data', 'src/vscode/trees'];
    const files = (await glob(folders.map((folder) => path.resolve(folder)), /\.ts$/)).map((file) => path.relative(path.resolve(), file).split(path.sep).join('/'));
    assert.ok(files.length > 100);
    assert.deepEqual(files.filter((file) => areas.filter((area) => belongsTo(area, file)).length !== 1), []);
  });

  it('are sampled the same way for the same seed', () => {
    const all = Array.from({ length: 1000 }, (_, n) => n);
    const some = sample(all, 50, 7);
    assert.deepEqual(some, sample(all, 50, 7));
    assert.notDeepEqual(some, sample(all, 50, 8));
    assert.equal(new Set(some).size, 50);
    assert.deepEqual(some, [...some].sort((a, b) => a - b));
  });

  it('are judged by the tests that come through them, quick files first', () => {
    const test = (title: string, ms: number, ...hits: number[]) => ({ title, ms, hits });
    const by = testsByMutant([
      { file: 'slow', ms: 0, loaded: [4], shared: [4], tests: [test('a', 90, 1), test('b', 5, 2)], failures: [] },
      { file: 'quick', ms: 0, loaded: [], shared: [3], tests: [test('c', 1), test('d', 1, 1), test('e', 1)], failures: [] },
    ]);
    assert.deepEqual(by.get(1)?.request.files, [{ file: 'quick', titles: ['c', 'd'] }, { file: 'slow', titles: ['a'] }]);
    assert.deepEqual([by.get(3)?.request.files, by.get(3)?.request.loaded], [[{ file: 'quick', titles: ['c', 'd', 'e'] }], false]);
    assert.deepEqual([by.get(4)?.request.files[0]?.titles, by.get(4)?.request.loaded, by.get(4)?.ms], [['a', 'b'], true, 95]);
    assert.equal(by.has(9), false);
  });

  it('are listed with their place when nobody noticed, and counted by area', () => {
    const mutant = (id: number): Mutant => ({ id, file: 'src/a.ts', line: id, column: 2, kind: 'text', before: "'a'", after: "''" });
    const { text, score } = reportOf([
      { mutant: mutant(2), area: 'core', end: 'survived' }, { mutant: mutant(1), area: 'core', end: 'not reached' },
      { mutant: mutant(3), area: 'core', end: 'killed' }, { mutant: mutant(4), area: 'core', end: 'timed out' },
    ], ['core']);
    assert.equal(score, 50);
    assert.deepEqual(text.split('\n').slice(0, 2), ["src/a.ts:1:2 text (no test comes here): 'a' -> ''", "src/a.ts:2:2 text: 'a' -> ''"]);
    assert.match(text, /core\s+1\s+1\s+1\s+1\s+50\.0 %/);
  });
});
