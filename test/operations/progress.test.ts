import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { OperationStatus } from '../../src/core/api/schemas/operation';
import { progressOf } from '../../src/core/jobs/operation-to-job';
import { forEachContainer } from '../../src/engine/operations/shared/for-each-container';
import type { OperationContext } from '../../src/engine/operations/runner';
import type { StoredContainer } from '../../src/engine/store/model';

/** Works through containers of the given known sizes, each in two halves of `rows`, and gives the shares that were seen. */
async function sharesSeen(known: readonly (number | null)[], rows: readonly number[]): Promise<(number | null)[]> {
  let status: OperationStatus = {};
  const seen: (number | null)[] = [];
  const context = {
    operation: { id: 1 }, now: () => new Date(0), signal: new AbortController().signal, log: () => undefined, reportContainer: () => undefined,
    report: (next: Partial<OperationStatus>) => { status = { ...status, ...next }; seen.push(progressOf(status, false).fraction); },
  } as unknown as OperationContext;
  const containers = known.map((records, id) => ({ id, name: String(id), container_type: 'file', records }) as StoredContainer);
  await forEachContainer(context, containers, async (container, report) => {
    const count = rows[container.id]!;
    report(container.records === null ? 0 : count / 2, container.records, 0.5);
    return { result: null, rows: count, run: {} };
  });
  return seen;
}

describe('measured progress over containers', () => {
  it('goes by rows where the rows of all containers are known', async () => {
    assert.deepEqual(await sharesSeen([100, 300], [100, 300]), [0, 0.125, 0.25, 0.625, 1]);
  });

  it('moves inside a container whose rows nobody knows yet', async () => {
    assert.deepEqual(await sharesSeen([null, 300], [100, 300]), [0, 0.25, 0.5, 0.75, 1]);
  });

  it('never passes the whole when a container has more rows than were known', async () => {
    const seen = await sharesSeen([10, 10], [1000, 10]);
    assert.ok(seen.every((share) => share !== null && share >= 0 && share <= 1), String(seen));
    assert.equal(seen.at(-1), 1);
  });
});

describe('progress of a server that counts less', () => {
  it('falls back from rows to containers to nothing', () => {
    assert.equal(progressOf({ records_processed: 5, records_total: 10, containers_analyzed: 0, total_containers: 4 }, false).fraction, 0.5);
    assert.equal(progressOf({ records_processed: 5, containers_analyzed: 1, total_containers: 4 }, false).fraction, 0.25);
    assert.equal(progressOf({ records_processed: 5 }, false).fraction, null);
  });
});
