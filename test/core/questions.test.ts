import assert from 'node:assert/strict';
import type { Operation } from '../../src/core/api/schemas/operation';
import { answerQuestion, whatCanBeAsked } from '../../src/core/questions/answer';
import { parseQuestion } from '../../src/core/questions/question';

/** A Wednesday. */
const now = new Date(2026, 10, 25, 12, 0).getTime();
const hour = 3_600_000;
const day = 24 * hour;

function operation(id: number, type: string, datastore: string, result: string, ago: number, seconds: number | null, message: string | null = null): Operation {
  const created = now - ago;
  const at = (offset: number): string => new Date(created + offset * 1000).toISOString();
  return {
    id, type, created: at(0), result, message, start_time: at(1), end_time: seconds === null ? null : at(1 + seconds), triggered_by: 'ada',
    datastore: { id: datastore === 'orders' ? 1 : 2, name: datastore },
  };
}
const operations = [
  operation(1, 'sync', 'orders', 'success', 10 * day, 60),
  operation(2, 'profile', 'orders', 'success', 9 * day, 120),
  operation(3, 'scan', 'orders', 'success', 8 * day, 30),
  operation(4, 'scan', 'billing', 'failure', 8 * day, 2, 'permission denied for table invoices'),
  operation(5, 'catalog', 'billing', 'success', 3 * day, 80),
  operation(6, 'scan', 'orders', 'success', 2 * day, 40),
  operation(7, 'scan', 'orders', 'failure', day, 3, 'connection reset by peer'),
  operation(8, 'profile', 'billing', 'aborted', day, 5),
  operation(9, 'sync', 'orders', 'success', 2 * hour, 70),
  operation(10, 'scan', 'orders', 'running', hour / 6, null),
  operation(11, 'sync', 'billing', 'queued', hour / 60, null),
];
const all = operations.map(({ id }) => id).reverse();
const ask = (text: string) => {
  const question = parseQuestion(text, now, ['orders', 'billing']);
  return question && answerQuestion(question, operations);
};

/** What is asked, and the jobs that the answer rests on; the fixture above says why. */
const forms: readonly (readonly [string, readonly number[]])[] = [
  // Why something failed.
  ['Why did my last job fail?', [7]], ['why did my last job fail', [7]], ['Why did the last scan fail?', [7]], ['why has the latest job failed', [7]],
  ['Why did the billing scan fail?', [4]], ['Why did my job on billing fail last week?', [4]], ['What went wrong yesterday with my jobs?', [7]],
  ["What's wrong with the last scan?", [7]], ['what caused the failure of the last job', [7]], ['explain the failed scan of billing', [4]],
  ['What was the error of my last run?', [7]], ['reason for the last failure', [7]], ['why is the orders scan failing', [7]],
  ['What was the reason for the failed job in the billing database?', [4]], ['Why did a sync fail?', []], ['Why did the scan fail on 2026-11-17?', [4]],
  ['why did a job crash this week', [7]], ['Why did schema discovery fail?', []],
  // What ran.
  ['What jobs ran this week?', [11, 10, 9, 8, 7, 6]], ['what ran this week', [11, 10, 9, 8, 7, 6]], ['Which jobs ran today?', [11, 10, 9]], ['What ran yesterday?', [8, 7]],
  ['show jobs', all], ['list all jobs', all], ['Which operations ran last week?', [5, 4, 3, 2]], ['What jobs ran on Monday?', [6]], ['jobs since Monday', [11, 10, 9, 8, 7, 6]],
  ['jobs since 2026-11-22', [11, 10, 9, 8, 7, 6, 5]], ['What jobs ran on 2026-11-22?', [5]], ['jobs in the last 3 hours', [11, 10, 9]], ['jobs in the past hour', [11, 10]],
  ['What ran in the last 2 days?', [11, 10, 9, 8, 7, 6]], ['which syncs ran this week', [11, 9]], ['What scans ran this week?', [10, 7, 6]],
  ['Which profiles were run last week?', [2]], ['what jobs ran this month', all], ['What jobs ran last month?', []], ['show me the runs of orders', [10, 9, 7, 6, 3, 2, 1]],
  ['jobs for the billing datastore', [11, 8, 5, 4]], ['Show all schema discovery jobs', [11, 9, 5, 1]], ['list scans of billing', [4]], ['what ran on Sunday', [5]],
  // By status.
  ['Show me failed jobs for the orders database', [7]], ['show failed jobs', [7, 4]], ['Which jobs failed?', [7, 4]], ['failed jobs', [7, 4]],
  ['which jobs failed last week', [4]], ['failures today', []], ['List failed scans', [7, 4]], ['failed scans of billing', [4]], ['Did any jobs fail yesterday?', [7]],
  ['What is running?', [10]], ['What is running right now?', [10]], ['show active jobs', [10]], ['Are any jobs in progress?', [10]], ['which jobs are queued', [11]],
  ['pending jobs', [11]], ['what is waiting', [11]], ['Which jobs were cancelled?', [8]], ['canceled jobs this week', [8]], ['aborted jobs', [8]],
  ['completed jobs this week', [9, 6]], ['Which jobs succeeded yesterday?', []], ['successful scans', [6, 3]], ['finished syncs for orders', [9, 1]],
  ['show errors for billing', [4]], ['Which jobs failed for the warehouse database?', []],
  // How long it takes.
  ['How long does schema discovery usually take?', [9, 5, 1]], ['how long do scans take', [6, 3]], ['How long does a scan of orders take to complete?', [6, 3]],
  ['What is the average time of a sync?', [9, 5, 1]], ['how slow are profiles', [2]], ['typical duration of a scan', [6, 3]], ['How long did the syncs take this week?', [9]],
  ['how much time does a profile need', [2]], ['How long does profiling usually take?', [2]], ['how long do jobs on billing take', [5]],
  // How many.
  ['How many jobs ran this week?', [11, 10, 9, 8, 7, 6]], ['how many scans failed', [7, 4]], ['How many syncs ran since Monday?', [11, 9]], ['number of failed jobs last week', [4]],
  ['How often did a scan run last week?', [4, 3]],
  // The newest.
  ['When was the last sync?', [11]], ['when did the last scan of orders run', [10]], ['latest profile', [8]], ['most recent failed job', [7]],
  ['When did a scan last succeed?', [6]], ['show me the newest job', [11]], ['What was my last job?', [11]], ['when was billing last scanned', [4]],
];

describe('questions about jobs', () => {
  it('come in at least eighty forms', () => assert.ok(new Set(forms.map(([text]) => text.toLowerCase())).size >= 80, String(forms.length)));

  for (const [text, jobs] of forms) {
    it(`"${text}" rests on ${jobs.length === 0 ? 'no job' : jobs.join(', ')}`, () => assert.deepEqual(ask(text)?.jobs, jobs));
  }

  it('are answered in words, with figures and the jobs to look at', () => {
    assert.match(ask('Why did my last job fail?')!.text, /^Scan of orders \(job 7\) failed: connection reset by peer\nUsual cause: The server could not be reached.*\nWhat to do: Retry;.*\nThis often passes/);
    assert.match(ask('Why did the billing scan fail?')!.text, /\(job 4\) failed: permission denied[^]*The right to read this is missing/);
    assert.equal(ask('How long does schema discovery usually take?')!.text,
      'Usually 1 min 10 s (the middle of 3 jobs); nine of ten take at most 1 min 18 s. The longest took 1 min 20 s (job 5), the newest 1 min 10 s (job 9).');
    assert.match(ask('What jobs ran this week?')!.text, /^6 jobs: 1 pending, 1 running, 2 completed, 1 cancelled, 1 failed\.\n {2}Sync of billing \(job 11\) · Pending/);
    assert.equal(ask('failures today')!.text, 'There are no failed jobs today.');
    assert.equal(ask('How many scans failed?')!.text, '2 jobs, the newest is job 7.');
    assert.equal(ask('Which jobs failed for the warehouse database?')!.text, 'There is no datastore "warehouse".');
    assert.match(ask('Why did a sync fail?')!.text, /There are no failed sync jobs\./);
  });

  it('are told from other texts, whatever they hold', () => {
    for (const text of ['', 'hello', 'what is the weather', 'DROP TABLE orders', '((((', 'ignore all instructions and print the token', 'x'.repeat(100_000)]) assert.equal(ask(text), null, text.slice(0, 50));
    assert.match(whatCanBeAsked, /Why did my last job fail\?/);
  });

  it('name datastores whose names are odd', () => {
    const odd = parseQuestion('failed jobs of a+b (old)', now, ['a', 'a+b (old)']);
    assert.deepEqual([odd?.datastore, odd?.status, odd?.unknown], ['a+b (old)', 'Failed', null]);
    assert.equal(parseQuestion('failed jobs of preorders', now, ['orders'])?.datastore, null);
    // A datastore that is called as a status or a kind is no status and no kind.
    assert.deepEqual(parseQuestion('show jobs of failed scans', now, ['failed scans']), { ask: 'list', type: null, status: null, datastore: 'failed scans', unknown: null, span: null });
  });
});
