import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'mocha';
import type { OperationStatus } from '../../src/core/api/schemas/operation';
import { progressOf } from '../../src/core/jobs/operation-to-job';
import { openSession } from '../../src/engine/duckdb/open-session';
import { containerWeight } from '../../src/engine/operations/shared/container-weights';
import { forEachContainer } from '../../src/engine/operations/shared/for-each-container';
import type { OperationContext } from '../../src/engine/operations/runner';
import { endedStatus, liveOperation, reportRun, reportStatus } from '../../src/engine/queue/live';
import type { StoredContainer, StoredOperation } from '../../src/engine/store/model';
import { operationBench, type Bench } from './run-operation';

/** Works through containers of the given weights, each in two halves of `rows`, and gives what was told. */
async function told(weights: readonly number[], rows: readonly number[], records: readonly (number | null)[] = rows): Promise<Partial<OperationStatus>[]> {
  const seen: Partial<OperationStatus>[] = [];
  const context = {
    operation: { id: 1 }, now: () => new Date(0), signal: new AbortController().signal, log: () => undefined, reportContainer: () => undefined,
    report: (next: Partial<OperationStatus>) => { seen.push(next); },
  } as unknown as OperationContext;
  const containers = records.map((known, id) => ({ id, name: `t${id}`, container_type: 'file', records: known }) as StoredContainer);
  await forEachContainer(context, containers, async (container, report) => {
    report(0.5, 'counting');
    return { result: null, rows: rows[container.id]!, run: {} };
  }, { weights });
  return seen;
}

const operation = { id: 1, status: {} } as StoredOperation;

describe('measured progress over containers', () => {
  it('goes by how much work each container is', async () => {
    assert.deepEqual((await told([100, 300], [7, 9])).map((status) => status.fraction), [0, 0.125, 0.25, 0.625, 1]);
  });

  it('counts rows when they were counted, and never from a share', async () => {
    assert.deepEqual((await told([1, 1], [100, 300], [100, 280])).map(({ records_processed, records_total }) => [records_processed, records_total]),
      [[0, 380], [0, 380], [100, 380], [100, 380], [400, 400]]);
    assert.ok((await told([1, 1], [100, 300], [null, 300])).every((status) => !('records_total' in status)), 'nobody knows how many there are');
  });

  it('says what is being done, and where', async () => {
    assert.deepEqual((await told([1, 1], [1, 1])).map((status) => status.phase), [null, 't0: counting', null, 't1: counting', null]);
    assert.equal((await told([1], [1]))[1]?.phase, 'counting');
  });

  it('weighs rows by fields, and bytes where nobody counted the rows', () => {
    const large = containerWeight({ rows: null, bytes: 500e6, fields: 10 });
    const small = containerWeight({ rows: 1000, bytes: null, fields: 5 });
    assert.ok(large > 100 * small, `${large} ${small}`);
    assert.ok(containerWeight({ rows: 1e6, bytes: null, fields: 20 }) > 5 * containerWeight({ rows: 1e6, bytes: null, fields: 2 }));
    assert.ok(containerWeight({ rows: 0, bytes: null, fields: 0 }) > 0);
  });
});

describe('progress of an operation that runs', () => {
  it('never falls and is not whole before the end, whatever a runner tells', () => {
    const live = liveOperation(operation);
    const seen = [0.2, 0.1, null, 0.5, 7, 1, 0].map((fraction) => {
      reportStatus(live, { fraction, records_processed: (fraction ?? 0) * 100 });
      return [live.operation.status.fraction, live.operation.status.records_processed];
    });
    assert.deepEqual(seen, [[0.2, 20], [0.2, 20], [0.2, 20], [0.5, 50], [0.99, 700], [0.99, 700], [0.99, 700]]);
    const container = { id: 3, name: 't' };
    const parts = [0.6, 0.4, 1].map((fraction) => {
      reportRun(live, { container, result: 'running', fraction, phase: 'counting' });
      return live.runs.get(3)?.fraction;
    });
    assert.deepEqual(parts, [0.6, 0.6, 0.99]);
    reportRun(live, { container, result: 'success' });
    assert.deepEqual(live.runs.get(3), { container, result: 'success' }, 'one that has ended is nowhere on its way');
  });

  it('is forgotten at the end, but for how far a stopped one came', () => {
    assert.deepEqual(endedStatus({ phase: 'counting', fraction: 0.5, records_processed: 3 }, 'success'), { records_processed: 3 });
    assert.deepEqual(endedStatus({ phase: 'counting', fraction: 0.5 }, 'aborted'), { fraction: 0.5 });
  });
});

describe('progress of a real profile and scan of two million rows', () => {
  let bench: Bench;
  const live = liveOperation(operation);
  let steps: { at: number; fraction: number; status: OperationStatus }[] = [];
  const rows = 2_000_000;

  before(async () => {
    bench = operationBench();
    const session = await openSession();
    await session.query(`COPY (SELECT i AS id, hash(i) % 1000 AS grp, 'user' || hash(i * 7) || '@example.org' AS email, (hash(i) % 100000) / 100 AS amount FROM range(${rows}) t(i))
      TO '${path.join(bench.folder, 'big.parquet').replaceAll("'", "''")}'`);
    await session.close();
    await bench.run({ type: 'sync' });
    bench.reports.push = (status) => {
      reportStatus(live, status);
      const { fraction } = live.operation.status;
      if (typeof fraction === 'number' && fraction !== steps.at(-1)?.fraction) steps.push({ at: performance.now(), fraction, status: live.operation.status });
      return 0;
    };
  });
  after(() => bench.close());

  for (const type of ['profile', 'scan'] as const) {
    it(`a ${type}: at least a step a second, never back, rows that were counted, in words`, async () => {
      live.operation = { ...operation, status: {} };
      steps = [];
      await bench.run({ type });
      assert.ok(steps.length > 5, `${steps.length} steps`);
      for (const [at, step] of steps.entries()) {
        const before = steps[at - 1];
        if (!before) continue;
        assert.ok(step.fraction > before.fraction && step.fraction < 1, `${before.fraction} -> ${step.fraction}`);
        // A loaded machine may be late; nothing of the work itself stands longer than a second.
        assert.ok(step.at - before.at < 1500, `${Math.round(step.at - before.at)} ms from ${before.fraction} to ${step.fraction} (${before.status.phase})`);
      }
      assert.ok(steps.every(({ status }) => [0, rows].includes(status.records_processed ?? -1)), 'rows were guessed');
      const phases = new Set(steps.map(({ status }) => status.phase));
      const wanted = type === 'profile' ? ['reading rows', 'measuring fields'] : ['counting rows that break checks'];
      for (const phase of wanted) assert.ok(phases.has(phase), `${phase} is missing in ${[...phases].join(', ')}`);
    });
  }
});

describe('progress of a server that counts less', () => {
  it('falls back from rows to containers to nothing', () => {
    assert.equal(progressOf({ records_processed: 5, records_total: 10, containers_analyzed: 0, total_containers: 4 }, false).fraction, 0.5);
    assert.equal(progressOf({ records_processed: 5, containers_analyzed: 1, total_containers: 4 }, false).fraction, 0.25);
    assert.equal(progressOf({ records_processed: 5 }, false).fraction, null);
  });
});
