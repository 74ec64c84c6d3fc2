import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import fc from 'fast-check';
import { decodeQuery, encodeQuery } from '../../src/core/api/query';
import { fillPath } from '../../src/core/api/route';
import { routes } from '../../src/core/api/table';

const anomalies = routes.listAnomalies.query;
const read = (search: string) => anomalies.parse(decodeQuery(search));

describe('query strings of the contract', () => {
  it('repeats the key of a list and leaves out what is not set', () => {
    assert.equal(encodeQuery({ status: ['Active', 'Acknowledged'], page: 1, archived: undefined }), 'status=Active&status=Acknowledged&page=1');
  });

  it('reads one value, repeated values and a comma list alike as a list', () => {
    assert.deepEqual(read('status=Active').status, ['Active']);
    assert.deepEqual(read('status=Active&status=Resolved').status, ['Active', 'Resolved']);
    assert.deepEqual(read('status=Active%2CResolved').status, ['Active', 'Resolved']);
    assert.equal(read('').status, undefined);
  });

  it('reads ids as numbers and flags in the spellings of several languages', () => {
    assert.deepEqual(read('container=3&container=4').container, [3, 4]);
    for (const yes of ['true', 'True', '1']) assert.equal(read(`source_enriched=${yes}`).source_enriched, true);
    for (const no of ['false', 'False', '0']) assert.equal(read(`source_enriched=${no}`).source_enriched, false);
  });

  it('refuses what is not a number, a flag or a page', () => {
    for (const bad of ['container=orders', 'source_enriched=maybe', 'page=0', 'size=100000', 'archived=yes']) {
      assert.equal(anomalies.safeParse(decodeQuery(bad)).success, false, bad);
    }
  });

  it('brings any list of texts through encode and decode', () => {
    fc.assert(fc.property(fc.array(fc.string().filter((s) => s !== '' && !s.includes(',')), { minLength: 1 }), (tags) => {
      assert.deepEqual(read(encodeQuery({ tag: tags })).tag, tags);
    }));
  });

  it('encodes path parameters so that a value never changes the path', () => {
    assert.equal(fillPath('/anomalies/{id}', { id: '../operations/run?x=1' }), '/anomalies/..%2Foperations%2Frun%3Fx%3D1');
  });
});
