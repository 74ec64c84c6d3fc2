import assert from 'node:assert/strict';
import type { QualityBackend } from '../../src/backend/port';
import type { CheckCreate } from '../../src/core/api/schemas/check';
import { PlumblineError } from '../../src/core/errors';
import { createTrialRunner } from '../../src/vscode/panels/check-trial';

const check = (filter: string): CheckCreate => ({ container_id: 1, rule: 'notNull', filter });
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('trying a draft on the server', () => {
  it('asks one at a time and of the waiting ones only the newest', async () => {
    const asked: (string | null | undefined)[] = [];
    const answers: (() => void)[] = [];
    const backend = { validateCheck: (c: CheckCreate) => { asked.push(c.filter); return new Promise((resolve) => answers.push(() => resolve({ valid: true, failing_rows: asked.length, rows: 9 }))); } };
    const runner = createTrialRunner(() => Promise.resolve(backend as unknown as QualityBackend), () => undefined);
    for (const [seq, filter] of ['a', 'b', 'c'].entries()) runner.ask(seq, check(filter));
    assert.deepEqual(runner.latest, { seq: 2, outcome: { state: 'running' } });
    await settled();
    answers[0]!();
    await settled();
    assert.equal(runner.latest!.outcome.state, 'running', 'the answer to an older draft is not shown');
    answers[1]!();
    await settled();
    assert.deepEqual(asked, ['a', 'c']);
    assert.deepEqual(runner.latest, { seq: 2, outcome: { state: 'valid', rows: 9, failing: 2, passes: null, violation: null, note: null } });
  });

  it('tells a check that does not run from a server that cannot say', async () => {
    let problem = new PlumblineError({ code: 'bad-request', reason: 'No such field.', place: { path: 'filter', column: 4 } });
    const backend = { validateCheck: () => Promise.reject(problem) };
    const runner = createTrialRunner(() => Promise.resolve(backend as unknown as QualityBackend), () => undefined);
    runner.ask(1, check('x'));
    await settled();
    assert.deepEqual(runner.latest!.outcome, { state: 'invalid', message: 'No such field.', property: 'filter', column: 4 });
    problem = new PlumblineError({ code: 'unsupported', reason: 'This server cannot try checks.' });
    runner.ask(2, check('x'));
    await settled();
    assert.deepEqual(runner.latest!.outcome, { state: 'unknown', reason: 'This server cannot try checks.' });
    runner.ask(3, null);
    assert.equal(runner.latest, null);
  });
});
