// Loads and activates the built extension in a fresh process with a stand-in for vscode, and prints one line of JSON:
// node bare-host.cjs /path/of/extension
import childProcess from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import Module from 'node:module';
import net from 'node:net';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { stubContext, stubVscode } from './stub-vscode';

export interface BareActivation {
  /** Milliseconds. */
  readonly load: number;
  readonly activate: number;
  /** Functions of files, network and processes that were called while activating. */
  readonly touched: readonly string[];
}

type Loader = { _load(request: string, ...rest: unknown[]): unknown };

const extensionPath = process.argv[2] ?? '';
const loader = Module as unknown as Loader;
const original = loader._load;
const vscode = stubVscode();
loader._load = function load(request: string, ...rest: unknown[]): unknown {
  return request === 'vscode' ? vscode : original.call(this, request, ...rest);
};

const touched = new Set<string>();
let watching = false;

/** Notes calls of a module's functions while `watching`. */
function watch(name: string, module: object): void {
  const functions = module as Record<string, unknown>;
  for (const key of Object.keys(functions)) {
    const real = functions[key];
    if (typeof real !== 'function' || /^[A-Z_]/.test(key)) continue;
    functions[key] = function watched(this: unknown, ...args: unknown[]): unknown {
      if (watching) touched.add(`${name}.${key}`);
      return Reflect.apply(real, this, args);
    };
  }
}

async function main(): Promise<void> {
  watch('fs', fs);
  watch('fs.promises', fs.promises);
  watch('child_process', childProcess);
  watch('net', net);
  watch('http', http);
  watch('https', https);
  const realFetch = globalThis.fetch;
  globalThis.fetch = (...args) => {
    if (watching) touched.add('fetch');
    return realFetch(...args);
  };
  const start = performance.now();
  const extension = original.call(loader, path.join(extensionPath, 'dist', 'extension.js'), null, false) as { activate(context: unknown): unknown };
  const loaded = performance.now();
  watching = true;
  await extension.activate(stubContext(extensionPath));
  const activated = performance.now();
  // What activation leaves for the next turn of the event loop belongs to it as well.
  await new Promise((resolve) => { setImmediate(resolve); });
  watching = false;
  const result: BareActivation = { load: loaded - start, activate: activated - loaded, touched: [...touched] };
  process.stdout.write(`${JSON.stringify(result)}\n`, () => process.exit(0));
}

void main();
