import assert from 'node:assert/strict';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { builtEngine, leave, startEngine, type EngineProcess } from './engine-process';
import { randomFrom } from '../../scripts/lib/random';
import { inspect, pipeline, scanAgain, stages, writeFiles, type Facts, type Stage } from './kill-scene';

/** Kills that one store goes through at most, before it is made whole and looked at for the last time. */
const mostKills = { first: 6, lives: 12 };

/** Kills the engine `kills` times at random moments of a pipeline over real files. PLUMBLINE_SEED repeats a run's moments. */
export function killSuite(kills: number): void {
  const seed = Number(process.env.PLUMBLINE_SEED ?? Date.now() % 1_000_000);
  /** Stores that are worked on side by side. */
  const atOnce = Math.min(kills, availableParallelism(), 8);

  describe(`engine killed at ${kills} random moments (seed ${seed})`, function () {
    this.timeout(120_000 + kills * 30_000);
    let base: string;
    let data: string;
    /** Milliseconds that each stage takes when nobody kills the engine. */
    const lengths = new Map<Stage | 'start', number>();
    let reference: Facts;
    const open = new Set<EngineProcess>();
    const start = (store: string): EngineProcess => {
      const engine = startEngine(builtEngine, path.join(base, store));
      open.add(engine);
      void engine.ended.then(() => open.delete(engine));
      return engine;
    };
    /** A store in which all is ready for the first scan. */
    const readyCopy = (store: string): Promise<void> => cp(path.join(base, 'ready'), path.join(base, store), { recursive: true });

    before(async () => {
      base = await mkdtemp(path.join(tmpdir(), 'plumbline-kill-'));
      data = path.join(base, 'data');
      writeFiles(data);
      const ready = start('ready');
      await ready.found();
      const begun: [Stage, number][] = [];
      await pipeline(ready, data, (stage) => begun.push([stage, performance.now()]), 'profile');
      begun.forEach(([stage, at], n) => lengths.set(stage, (begun[n + 1]?.[1] ?? performance.now()) - at));
      await leave(ready);
      // As many at once as there will be, since that is what their lengths depend on.
      const measured = await Promise.all(Array.from({ length: atOnce }, async (_, n) => {
        await readyCopy(`measured-${n}`);
        const begin = performance.now();
        const engine = start(`measured-${n}`);
        await engine.found();
        const found = performance.now();
        await scanAgain(engine);
        const scanned = performance.now();
        if (n === 0) reference = await inspect(engine, { withRows: true });
        await leave(engine);
        return { start: found - begin, scan: scanned - found };
      }));
      for (const stage of ['start', 'scan'] as const) lengths.set(stage, measured.reduce((sum, one) => sum + one[stage], 0) / atOnce);
      assert.ok(reference.anomalies.length >= 1000, `there is much to lose: ${reference.anomalies.length} anomalies`);
    });
    after(async () => {
      for (const engine of open) engine.child.kill('SIGKILL');
      await Promise.all([...open].map((engine) => engine.ended));
      await rm(base, { recursive: true, force: true, maxRetries: 5 });
    });

    /** Lets an engine work up to a random moment of a stage, then kills it. */
    async function killIn(victim: EngineProcess, stage: Stage | 'start', work: (begins: (stage: Stage) => void) => Promise<void>, random: () => number): Promise<void> {
      const moment = random() * 1.1 * lengths.get(stage)!;
      let arrive = (): void => undefined;
      const arrived = stage === 'start' ? Promise.resolve() : new Promise<void>((resolve) => { arrive = resolve; });
      const working = work((begins) => { if (begins === stage) arrive(); }).catch((error: unknown) => error);
      await Promise.race([working, arrived]);
      await Promise.race([working, new Promise((resolve) => { setTimeout(resolve, moment); })]);
      if (random() < 0.1) {
        // Killed while it is leaving: its log is being folded into the state file.
        victim.child.kill('SIGTERM');
        await new Promise((resolve) => { setTimeout(resolve, random() * 60); });
      }
      victim.child.kill('SIGKILL');
      await victim.ended;
      await working;
    }

    it('opens again each time; every operation is complete or failed with nothing stored; nothing is there twice', async () => {
      const seen = new Map<string, number>();
      let left = kills;
      let stores = 0;

      /** Kills the engine of one store again and again; each engine that has opened it and been looked into is the next to be killed. */
      async function story(kind: keyof typeof mostKills, store: string, random: () => number): Promise<void> {
        const first = kind === 'first';
        if (first) await readyCopy(store);
        let engine = start(store);
        for (let n = 0; n < mostKills[kind] && left > 0; n++) {
          left -= 1;
          const stage = first ? 'scan' : random() < 0.15 ? 'start' : stages[Math.floor(random() * stages.length)]!;
          if (stage === 'start') {
            await engine.found();
            await leave(engine);
            engine = start(store);
          }
          const victim = engine;
          await killIn(victim, stage, async (begins) => {
            if (!first) return pipeline(victim, data, begins);
            await victim.found();
            begins('scan');
            await scanAgain(victim);
          }, random);
          engine = start(store);
          await engine.found();
          const last = (await inspect(engine, { reference })).operations.find((operation) => operation.type === 'scan')?.result ?? 'none';
          const what = `${first ? 'first scan' : stage}: ${last === 'none' ? 'no scan' : last}`;
          seen.set(what, (seen.get(what) ?? 0) + 1);
          if (first && last === 'success') break; // The next one would not be the first.
        }
        await (first ? scanAgain(engine) : pipeline(engine, data));
        const { operations: _, ...whole } = await inspect(engine, { reference, withRows: true });
        const { operations: __, ...wanted } = reference;
        assert.deepEqual(whole, wanted, `${store}: after a whole run the store holds the same as one that was never killed`);
        await leave(engine);
        await rm(path.join(base, store), { recursive: true, force: true, maxRetries: 5 });
      }

      const begin = performance.now();
      await Promise.all(Array.from({ length: atOnce }, async (_, n) => {
        const random = randomFrom(seed + n);
        // Most kills hit a first scan, which has the most to write; the others a store that lives on.
        while (left > 0) await story(random() < 0.85 ? 'first' : 'lives', `store-${stores++}`, random);
      }));
      const pace = (performance.now() - begin) / kills / 1000;
      console.log(`      ended: ${[...seen].map(([what, times]) => `${what} ${times}`).sort().join(', ')}; undisturbed: ${
        [...lengths].map(([stage, ms]) => `${stage} ${Math.round(ms)} ms`).join(', ')}; ${pace.toFixed(1)} s a kill, ${atOnce} stores at once`);
    });
  });
}
