import assert from 'node:assert/strict';
import path from 'node:path';
import { realEngine, startEngine, until, type EngineProcess } from '../engine/engine-process';
import { workFolder } from '../cli/run-command';
import { apiWay } from './api-way';
import { commandWay } from './command-way';
import { troublesOf } from './compare-case';
import { inputCases } from './input-case';
import { knownFailing } from './known-failing';
import { prepareCase } from './prepare-case';
import type { Way } from './way';

/** Inputs that people had trouble with, read over the API and through the command line: rows, types, errors and tried checks. */
describe('inputs that people had trouble with', function () {
  this.timeout(120_000);
  const work = workFolder();
  let engine: EngineProcess;
  before(async () => {
    engine = startEngine(realEngine, work.store);
    await engine.found();
  });
  after(async () => {
    engine.child.kill('SIGTERM');
    await until('the engine leaves', () => engine.child.exitCode !== null || engine.child.signalCode !== null);
    await work.remove();
  });
  const ways: Readonly<Record<string, () => Way>> = { 'the API': () => apiWay(engine), 'the command': () => commandWay(work.folder) };

  for (const one of inputCases()) {
    it(`${one.name}: ${one.title}`, async () => {
      const prepared = await prepareCase(one, path.join(work.folder, 'cases'));
      const troubles: string[] = [];
      for (const [words, way] of Object.entries(ways)) {
        const found = await troublesOf(prepared.case, prepared.path, way(), `${one.name}, ${words}`).catch((error: unknown) => [String(error)]);
        troubles.push(...found.map((trouble) => `${words}: ${trouble}`));
      }
      const known = knownFailing[one.name];
      if (known !== undefined) assert.notDeepEqual(troubles, [], 'it is right now: take it off test/cases/known-failing.ts');
      else assert.deepEqual(troubles, []);
    });
  }

  it('all known failing cases exist', () => {
    const names = new Set(inputCases().map(({ name }) => name));
    assert.deepEqual(Object.keys(knownFailing).filter((name) => !names.has(name)), []);
  });
});
