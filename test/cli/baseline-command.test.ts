import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Ran, runCommand, workFolder } from './run-command';

describe('known failing checks, by the command with the real engine', function () {
  this.timeout(120_000);
  const work = workFolder();
  const at = (...parts: string[]): string => path.join(work.folder, ...parts);
  const run = (...args: string[]): Promise<Ran> => runCommand(args, { folder: work.folder });
  const scan = (...args: string[]): Promise<Ran> => run('operations', 'scan', '--fail-on-anomalies', ...args);
  /** Orders of which so many lack a customer, and so many have a negative amount. */
  const write = (withoutCustomer: number, negative: number): void => writeFileSync(at('shop', 'orders.csv'), ['id,customer,amount', ...Array.from({ length: 50 }, (_, i) =>
    `${i + 1},${i < withoutCustomer ? '' : `c${i % 7}`},${i >= 50 - negative ? -1 : i}`)].join('\n'));
  before(async () => {
    mkdirSync(at('shop'));
    write(2, 0);
    await run('datastores', 'add', 'shop');
    await run('operations', 'sync');
    for (const [rule, field] of [['notNull', 'customer'], ['notNegative', 'amount']]) await run('checks', 'create', '--container', 'orders', '--rule', rule!, '--fields', field!);
  });
  after(() => work.remove());

  it('writes one line a check; what is known does not fail a run', async () => {
    assert.equal((await scan()).code, 8);
    const { code, stderr, stdout } = await run('checks', 'baseline', '--until', '2199-12-31');
    assert.equal(code, 0, stderr);
    assert.match(stderr, /plumbline-baseline.jsonl: 1 failing check, 1 added, 0 removed/);
    assert.match(stdout, /shop +orders +notNull +customer +2 +2199-12-31/);
    assert.equal(readFileSync(at('plumbline-baseline.jsonl'), 'utf8'), '{"datastore":"shop","container":"orders","rule":"notNull","fields":["customer"],"rows":2,"until":"2199-12-31"}\n');
    const known = await scan();
    assert.equal(known.code, 0, known.stderr);
    assert.match(known.stderr, /Against plumbline-baseline.jsonl: 0 new, 0 worse, 1 known, 0 fixed/);
    assert.equal((await scan('--no-baseline')).code, 8);
  });

  it('fails for what is new and what is worse, and says which', async () => {
    write(3, 1);
    const { code, stderr } = await scan();
    assert.equal(code, 8);
    assert.match(stderr, /1 new, 1 worse, 0 known, 0 fixed[^]*new +shop › orders: notNegative\(amount\), 1 row[^]*worse +shop › orders: notNull\(customer\), 3 rows \(known with 2\)/);
  });

  it('says what is fixed, and lets go of it when it is written anew', async () => {
    write(0, 0);
    const { code, stderr } = await run('operations', 'pipeline', '--fail-on-anomalies');
    assert.equal(code, 0, stderr);
    assert.match(stderr, /0 new, 0 worse, 0 known, 1 fixed[^]*fixed +shop › orders: notNull/);
    await run('checks', 'baseline');
    assert.equal(readFileSync(at('plumbline-baseline.jsonl'), 'utf8'), '');
  });

  it('refuses a file that was named and is not there, or does not fit, before anything runs', async () => {
    assert.equal((await scan('--baseline', 'nowhere.jsonl')).code, 10);
    writeFileSync(at('odd.jsonl'), '{"datastore":1}\n');
    const { code, stderr } = await scan('--baseline', 'odd.jsonl');
    assert.equal(code, 2);
    assert.match(stderr, /Line 1 of the baseline/);
  });
});
