import assert from 'node:assert/strict';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { realEngine, startEngine, type EngineProcess } from './engine-process';
import { inspect, pipeline, randomFrom, scanAgain, stages, writeFiles, type Facts, type Stage } from './kill-scene';

/** Kills the engine `kills` times at random moments of a pipeline over real files. PLUMBLINE_SEED repeats a run's moments. */
export function killSuite(kills: number): void {
  const seed = Number(process.env.PLUMBLINE_SEED ?? Date.now() % 1_000_000);

  describe(`engine killed at ${kills} random moments (seed ${seed})`, function () {
    this.timeout(120_000 + kills * 30_000);
    let base: string;
    let data: string;
    /** Milliseconds that each stage takes when nobody disturbs it. */
    const lengths = new Map<Stage, number>();
    let reference: Facts;
    const open = new Set<EngineProcess>();
    const start = (store: string): EngineProcess => {
      const engine = startEngine(realEngine, path.join(base, store));
      open.add(engine);
      void engine.ended.then(() => open.delete(engine));
      return engine;
    };
    const stop = async (engine: EngineProcess): Promise<void> => {
      engine.child.kill('SIGTERM');
      assert.equal(await engine.ended, 0);
    };

    before(async () => {
      base = await mkdtemp(path.join(tmpdir(), 'plumbline-kill-'));
      data = path.join(base, 'data');
      writeFiles(data);
      const engine = start('reference');
      await engine.found();
      const begun: [Stage, number][] = [];
      await pipeline(engine, data, (stage) => begun.push([stage, Date.now()]));
      begun.forEach(([stage, at], n) => lengths.set(stage, (begun[n + 1]?.[1] ?? Date.now()) - at));
      reference = await inspect(engine, { withRows: true });
      await stop(engine);
      assert.ok(reference.anomalies.length >= 1000, `there is much to lose: ${reference.anomalies.length} anomalies`);
      const ready = start('ready');
      await pipeline(ready, data, undefined, 'profile');
      await stop(ready);
    });
    after(async () => {
      for (const engine of open) engine.child.kill('SIGKILL');
      await Promise.all([...open].map((engine) => engine.ended));
      await rm(base, { recursive: true, force: true });
    });

    /** Lets the pipeline run to a random moment of a stage, then kills the engine. */
    async function killOnce(victim: EngineProcess, stage: Stage | 'start', first: boolean, random: () => number): Promise<void> {
      const moment = random() * 1.1 * (stage === 'start' ? 1000 : lengths.get(stage)!);
      let arrive = (): void => undefined;
      const arrived = stage === 'start' ? undefined : new Promise<void>((resolve) => { arrive = resolve; });
      const working = (first ? victim.found().then(() => { arrive(); return scanAgain(victim); })
        : pipeline(victim, data, (begins) => { if (begins === stage) arrive(); })).catch((error: unknown) => error);
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
      const random = randomFrom(seed);
      const seen = new Map<string, number>();
      for (let n = 0; n < kills; n++) {
        // Most kills hit a first scan, which has the most to write; the others a store that lives on from kill to kill.
        const first = random() < 0.75;
        const store = first ? `first-${n}` : `lives-${Math.floor(n / 16)}`;
        if (first) await cp(path.join(base, 'ready'), path.join(base, store), { recursive: true });
        const stage = first ? 'scan' : random() < 0.15 ? 'start' : stages[Math.floor(random() * stages.length)]!;
        await killOnce(start(store), stage, first, random);
        const next = start(store);
        await next.found();
        const facts = await inspect(next, { reference });
        const last = facts.operations.find((operation) => operation.type === 'scan');
        const what = `${first ? 'first scan' : stage}: ${last ? last.result : 'no scan'}`;
        seen.set(what, (seen.get(what) ?? 0) + 1);
        if (n % 4 === 3 || n === kills - 1) {
          await (first ? scanAgain(next) : pipeline(next, data));
          const { operations: _, ...whole } = await inspect(next, { reference, withRows: true });
          const { operations: __, ...wanted } = reference;
          assert.deepEqual(whole, wanted, `kill ${n}: after a whole run the store holds the same as one that was never killed`);
        }
        await stop(next);
        if (first) await rm(path.join(base, store), { recursive: true, force: true, maxRetries: 5 });
      }
      console.log(`      ended: ${[...seen].map(([what, times]) => `${what} ${times}`).sort().join(', ')}; undisturbed: ${[...lengths].map(([stage, ms]) => `${stage} ${ms} ms`).join(', ')}`);
    });
  });
}
