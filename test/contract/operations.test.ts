import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { runBody } from '../../src/core/api/schemas/operation';
import { routes } from '../../src/core/api/table';

describe('bodies and replies of operations', () => {
  it('takes the old name of sync', () => {
    assert.equal(runBody.parse({ type: 'catalog', datastore_ids: [42] }).type, 'sync');
  });

  it('fills in the documented defaults of a scan', () => {
    const body = runBody.parse({ type: 'scan', datastore_id: 42 });
    assert.ok(body.type === 'scan');
    assert.deepEqual(
      [body.incremental, body.remediation, body.max_records_analyzed_per_partition, body.enrichment_source_record_limit,
        body.high_count_rollup_threshold, body.auto_resolve_passed_anomalies],
      [false, 'none', -1, undefined, undefined, true]);
  });

  it('refuses a body without a datastore, of an unknown type or with an option out of bounds', () => {
    const bad = [{ type: 'scan' }, { type: 'dance', datastore_id: 1 }, { type: 'scan', datastore_ids: [] },
      { type: 'scan', datastore_id: 1, high_count_rollup_threshold: 1001 }, { type: 'sync', datastore_id: 1, include: ['index'] }];
    for (const body of bad) assert.equal(runBody.safeParse(body).success, false, JSON.stringify(body));
  });

  it('keeps unknown fields and unknown states of a server', () => {
    const reply = routes.getOperation.reply.parse({
      id: 1, created: '2026-01-01T00:00:00Z', type: 'promote_quality_check', result: 'paused', message: null, novelty: { a: 1 },
    }) as Record<string, unknown>;
    assert.equal(reply.result, 'paused');
    assert.deepEqual(reply.novelty, { a: 1 });
  });
});
