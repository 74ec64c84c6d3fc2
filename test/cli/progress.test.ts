import assert from 'node:assert/strict';
import type { Operation } from '../../src/core/api/schemas/operation';
import { liveLine, stateLine } from '../../src/cli/follow/progress-text';
import { progressView } from '../../src/cli/follow/progress-view';
import { outcomeCode } from '../../src/cli/follow/outcome';
import type { Terminal } from '../../src/cli/terminal';

const base: Operation = { id: 7, created: '', type: 'scan', result: 'running', message: null, end_time: null, datastore: { id: 4, name: 'sales' } };
const measured = { total_containers: 7, containers_analyzed: 3, records_processed: 4_500_000, records_total: 10_000_000 };

function fakeTerminal(isTerminal: boolean): { terminal: Terminal; written: string[] } {
  const written: string[] = [];
  return {
    written,
    terminal: {
      out: () => undefined, rawError: (text) => { written.push(text); }, say: (line) => { written.push(`${line}\n`); },
      outIsTerminal: isTerminal, errorIsTerminal: isTerminal, columns: () => 100, color: false,
    },
  };
}

describe('progress of an operation', () => {
  it('one line with percent, containers, rows and seconds, all measured', () => {
    assert.equal(liveLine({ ...base, status: measured }, 12_300, 120),
      'scan of sales (7)  [#######.........]  45%  3/7 containers  4,500,000/10,000,000 rows  12 s');
  });
  it('nothing is claimed that was not measured', () => {
    assert.equal(liveLine(base, 500, 120), 'scan of sales (7)  running  500 ms');
    assert.equal(liveLine({ ...base, status: { records_processed: null, total_containers: null } }, 500, 120), 'scan of sales (7)  running  500 ms');
  });
  it('a line is never wider than the terminal, and a name cannot steer it', () => {
    const line = liveLine({ ...base, status: measured, datastore: { id: 1, name: `\u001b[2J${'x'.repeat(300)}` } }, 0, 60);
    assert.equal(line.length, 60);
    assert.ok(!line.includes('\u001b'));
  });
  it('an ended one says what it came to', () => {
    assert.equal(stateLine({ ...base, result: 'success', start_time: '2026-01-01T00:00:00', end_time: '2026-01-01T00:00:03.2Z', status: { containers_analyzed: 1, records_processed: 1, anomalies_identified: 1, containers_failed: 1 } }),
      'scan of sales (7): success in 3.2 s, 1 container, 1 row, 1 anomaly, 1 container failed');
  });
  it('an ended scan counts what it did not check', () => {
    assert.match(stateLine({ ...base, result: 'success', status: { containers_analyzed: 2, containers_failed: 1, containers_not_checked: 3 } }),
      /2 containers, 1 container failed, 3 containers not checked$/);
  });
  it('on a terminal one line an operation is drawn over', () => {
    const { terminal, written } = fakeTerminal(true);
    const view = progressView(terminal, false);
    view.show([base, { ...base, id: 8 }]);
    view.show([{ ...base, status: measured }, { ...base, id: 8 }]);
    view.end();
    assert.equal(written[0]?.split('\n').length, 3);
    assert.ok(written.includes('\u001b[2A\r\u001b[J'));
    assert.match(written.at(-1) ?? '', /45%/);
  });
  it('in a pipe a line comes only when the state changes', () => {
    const { terminal, written } = fakeTerminal(false);
    const view = progressView(terminal, false);
    for (const status of [{}, measured, { ...measured, containers_analyzed: 4 }]) view.show([{ ...base, status }]);
    view.show([{ ...base, result: 'success', end_time: 'x' }]);
    assert.deepEqual(written, ['scan of sales (7): running\n', 'scan of sales (7): success\n']);
  });
  it('quiet shows nothing', () => {
    const { terminal, written } = fakeTerminal(true);
    progressView(terminal, true).show([base]);
    assert.deepEqual(written, []);
  });
  it('the worst of several operations counts', () => {
    const ended = (result: string, more = {}): Operation => ({ ...base, result, status: more });
    assert.equal(outcomeCode([ended('success'), ended('aborted'), ended('failure')], true), 3);
    assert.equal(outcomeCode([ended('success', { containers_failed: 1 }), ended('aborted')], true), 4);
    assert.equal(outcomeCode([ended('success', { anomalies_identified: 2 }), ended('success', { containers_failed: 1 })], true), 9);
    assert.equal(outcomeCode([ended('success', { containers_failed: 1, containers_not_checked: 1 })], false), 9);
    assert.equal(outcomeCode([ended('success', { containers_not_checked: 1 })], false), 0, 'that there is nothing to check is said, but no failure');
    assert.equal(outcomeCode([ended('success', { anomalies_identified: 2 })], true), 8);
    assert.equal(outcomeCode([ended('Success')], true), 0);
  });
});
