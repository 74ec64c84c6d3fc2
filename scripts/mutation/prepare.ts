import * as esbuild from 'esbuild';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root, transpile, transpileAll } from '../lib/bundles';
import { glob } from '../lib/glob';
import { belongsTo, type Area } from './areas';
import { instrument, type Mutant } from './instrument';

export interface Prepared {
  readonly mutants: readonly Mutant[];
  readonly equivalent: number;
  /** Compiled test files of all areas. */
  readonly tests: readonly string[];
  testsOf(area: Area): ReadonlySet<string>;
  /** The program that runs tests, and its environment. */
  readonly script: string;
  readonly env: NodeJS.ProcessEnv;
}

const folder = path.join(root, 'out', 'mutation');
const script = path.join(folder, 'scripts', 'mutation', 'worker.js');
/** What is imported late is required, since only those files can be loaded anew. */
const required = { supported: { 'dynamic-import': false } };
/** A process that a test starts is told by its environment which mutant acts; the tests' own process asks each time. */
const question = 'const __m = globalThis.__plumblineMutant ? (id) => globalThis.__plumblineMutant(id) : (id) => id === Number(process.env.PLUMBLINE_MUTANT ?? -1);\n';

const slashed = (file: string): string => path.relative(root, file).split(path.sep).join('/');
const compiled = (file: string): string => path.join(folder, path.relative(root, file).replace(/\.tsx?$/, '.js'));

async function testFiles(area: Area): Promise<string[]> {
  const found = await Promise.all(area.tests.map((one) => (one.endsWith('.ts') ? [path.join(root, one)] : glob([path.join(root, one)], /\.test\.ts$/))));
  return found.flat();
}

/** Writes a copy of the code with all mutants of the areas in it, and of the tests, under out/mutation. `only` keeps to some files. */
export async function prepareTests(areas: readonly Area[], only: readonly string[]): Promise<Prepared> {
  await transpileAll(folder, required);
  await esbuild.build({ ...transpile, entryPoints: [path.join(root, 'scripts', 'mutation', 'worker.ts')], outfile: script, bundle: false });
  const mutants: Mutant[] = [];
  let equivalent = 0;
  for (const area of areas) {
    for (const file of await glob([path.join(root, 'src')], /\.ts$/)) {
      if (!belongsTo(area, slashed(file))) continue;
      if (only.length > 0 && !only.some((one) => slashed(file).startsWith(one))) continue;
      const made = instrument(slashed(file), await readFile(file, 'utf8'), mutants.length);
      mutants.push(...made.mutants);
      equivalent += made.equivalent;
      const { code } = await esbuild.transform(made.text, { ...transpile, ...required, loader: 'ts', sourcefile: file });
      await writeFile(compiled(file), question + code);
    }
  }
  const byArea = new Map<Area, ReadonlySet<string>>();
  for (const area of areas) byArea.set(area, new Set((await testFiles(area)).map(compiled)));
  return {
    mutants, equivalent, tests: [...new Set([...byArea.values()].flatMap((files) => [...files]))].sort(),
    testsOf: (area) => byArea.get(area)!,
    script,
    // The same cases in every run, however many.
    env: { ...process.env, PLUMBLINE_SEED: '1' },
  };
}
