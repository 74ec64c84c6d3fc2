import * as esbuild from 'esbuild';
import { existsSync } from 'node:fs';
import { readFile, rm, readdir } from 'node:fs/promises';
import path from 'node:path';
import { glob } from './glob';
import { slimUndici } from './slim-undici';

export const root = process.cwd();

const host = { bundle: true, platform: 'node', format: 'cjs', target: 'node20', legalComments: 'none' } as const;

/** zod's `z` is an object that esbuild keeps whole, languages and all; a namespace import keeps only what is used. */
const slimZod: esbuild.Plugin = {
  name: 'slim-zod',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path: file }) => {
      if (file.includes('node_modules')) return undefined;
      return { contents: (await readFile(file, 'utf8')).replace("import { z } from 'zod';", "import * as z from 'zod';"), loader: 'ts' };
    });
  },
};

export interface BuildChoice {
  /** For users; otherwise readable, with source maps, for a debugger. */
  readonly minify: boolean;
  /** Folder that the bundles are written to; `dist` when absent. */
  readonly out?: string;
  /** What the engine's bundle leaves to be found at run time; DuckDB's Node package when absent. */
  readonly engine?: Pick<esbuild.BuildOptions, 'external' | 'plugins'>;
}

/** Every bundle of the product: name -> how it is made. Webviews are found by their entry files webview/NAME.tsx. */
export async function bundleOptions({ minify, out = path.join(root, 'dist'), engine }: BuildChoice): Promise<esbuild.BuildOptions[]> {
  const at = (...parts: string[]): string => (parts[0] === 'dist' ? path.join(out, ...parts.slice(1)) : path.join(root, ...parts));
  const webviews = existsSync(at('webview')) ? (await readdir(at('webview'))).filter((f) => f.endsWith('.tsx')) : [];
  const define = { 'process.env.NODE_ENV': '"production"' };
  const list: esbuild.BuildOptions[] = [
    { ...host, entryPoints: [at('src', 'extension.ts')], outfile: at('dist', 'extension.js'), external: ['vscode', './backends.js', './panels/register-panels.js', './on-demand.js'] },
    // What speaks to servers, and the panels, are loaded when they are first needed.
    { ...host, entryPoints: [at('src', 'vscode', 'servers', 'backends.ts')], outfile: at('dist', 'backends.js'), external: ['vscode', './http.js'] },
    { ...host, entryPoints: [at('src', 'vscode', 'commands', 'on-demand.ts')], outfile: at('dist', 'on-demand.js'), external: ['vscode'] },
    {
      ...host, entryPoints: [at('src', 'vscode', 'panels', 'register-panels.ts')], outfile: at('dist', 'panels', 'register-panels.js'), external: ['vscode'],
    },
    // undici is loaded at the first call to a server, not at activation.
    { ...host, entryPoints: [at('src', 'backend', 'transport', 'http.ts')], outfile: at('dist', 'http.js') },
    { ...host, entryPoints: [at('src', 'engine.ts')], outfile: at('dist', 'engine.js'), external: ['@duckdb/node-api'], ...engine },
    // Runs SQL for the engine, which starts it as a process of its own.
    { ...host, entryPoints: [at('src', 'engine', 'duckdb', 'session-process.ts')], outfile: at('dist', 'session-process.js'), external: ['@duckdb/node-api'], ...engine },
    { ...host, entryPoints: [at('src', 'cli.ts')], outfile: at('dist', 'cli.js'), external: ['./http.js'], banner: { js: '#!/usr/bin/env node' } },
    ...webviews.map((file): esbuild.BuildOptions => ({
      bundle: true, platform: 'browser', format: 'iife', target: 'es2022', entryPoints: [at('webview', file)],
      outfile: at('dist', 'webview', file.replace('.tsx', '.js')), jsx: 'automatic', jsxImportSource: 'preact', legalComments: 'none',
    })),
  ];
  return list.filter((o) => existsSync((o.entryPoints as string[])[0]!)).map((o) => ({
    ...o, minify, sourcemap: minify ? false : 'linked', define, metafile: true, logLevel: 'warning', plugins: [slimZod, slimUndici, ...(o.plugins ?? [])],
  }));
}

/** Makes every bundle anew; with `watch`, again at each change. Gives what esbuild knows of each. */
export async function build(options: BuildChoice & { watch?: boolean }): Promise<esbuild.Metafile[]> {
  const all = await bundleOptions(options);
  if (options.watch) {
    // An editor's task waits for these two words.
    let running = 0;
    const told: esbuild.Plugin = {
      name: 'told',
      setup: (one) => {
        one.onStart(() => { if (running++ === 0) console.log('building'); });
        one.onEnd(() => { if (--running === 0) console.log('built'); });
      },
    };
    for (const one of all) await (await esbuild.context({ ...one, plugins: [...(one.plugins ?? []), told] })).watch();
    return [];
  }
  await rm(options.out ?? path.join(root, 'dist'), { recursive: true, force: true });
  return (await Promise.all(all.map((one) => esbuild.build(one)))).map((result) => result.metafile!);
}

/** How a file becomes CommonJS that mocha can run. */
export const transpile = {
  platform: 'node', format: 'cjs', target: 'node20', jsx: 'automatic', jsxImportSource: 'preact', logLevel: 'warning', supported: { 'dynamic-import': true },
} as const;

const transpiled = ['src', 'test', 'webview', path.join('scripts', 'lib'), path.join('scripts', 'sample'), path.join('scripts', 'mutation'), path.join('bench', 'lib')];

/** Turns every source and test file into CommonJS under `out`, file by file, so that mocha can run them. */
export async function transpileAll(out = path.join(root, 'out'), options: esbuild.BuildOptions = {}): Promise<void> {
  const files = await glob(transpiled.map((folder) => path.join(root, folder)), /(?<!\.d)\.tsx?$/);
  for (const folder of ['src', 'test', 'webview', 'bench', 'scripts']) await rm(path.join(out, folder), { recursive: true, force: true });
  await esbuild.build({ ...transpile, entryPoints: files, outdir: out, outbase: root, bundle: false, sourcemap: 'inline', ...options });
}
