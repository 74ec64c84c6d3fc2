import assert from 'node:assert/strict';
import { failureHelp, failureTexts } from '../../src/core/jobs/failure-help';

/** What servers and sources say, and what stands behind it. */
const said: readonly (readonly [string, RegExp, boolean])[] = [
  ['IO Error: No space left on device', /disk is full/, false],
  ['could not extend file: disk quota exceeded', /disk is full/, false],
  ['Out of Memory Error: could not allocate block of size 256.0 KiB', /not enough memory/, false],
  ['There are no checks to run on this datastore.', /no checks to run/, false],
  ['No enrichment datastore is linked.', /no enrichment datastore/, false],
  ['Conflicting lock is held in /usr/bin/python (PID 8)', /holds a lock/, true],
  ['canceling statement due to lock timeout', /holds a lock/, true],
  ['FATAL: password authentication failed for user "ada"', /sign-in was not accepted/, false],
  ['HTTP 401 Unauthorized', /sign-in was not accepted/, false],
  ['permission denied for table invoices', /right to read/, false],
  ["EACCES: permission denied, open '/data/x.csv'", /right to read/, false],
  ['The incremental field day of orders does not exist any more.', /another form/, false],
  ['column "price" does not exist', /another form/, false],
  ['canceling statement due to statement timeout', /longer than it was allowed/, true],
  ['connect ECONNREFUSED 127.0.0.1:5432', /could not be reached/, true],
  ['server closed the connection: connection reset by peer', /could not be reached/, true],
  ['Bad gateway (502)', /could not be reached/, true],
  ['The engine stopped while this job ran.', /engine ended/, true],
  ['orders.csv, line 12: expected 6 columns, found 9', /not written as its format/, false],
  ['There is no container "orders": not found', /is not there/, false],
  ["ENOENT: no such file or directory, open 'x.csv'", /is not there/, false],
];

describe('help with a failed job', () => {
  for (const [reason, cause, transient] of said) {
    it(`says what stands behind "${reason.slice(0, 60)}"`, () => {
      const help = failureHelp({ reason });
      assert.match(help?.cause ?? 'nothing', cause);
      assert.equal(help?.transient, transient);
      assert.ok(failureTexts.includes(help!.cause) && failureTexts.includes(help!.remedy));
    });
  }

  it('goes by what is said first, then by the code, then by the details', () => {
    assert.match(failureHelp({ code: 'source-locked', reason: 'No.' })?.cause ?? '', /lock/);
    assert.match(failureHelp({ code: 'source-locked', reason: 'No space left on device' })?.cause ?? '', /disk/);
    assert.match(failureHelp({ reason: 'It failed.', detail: 'Error: read ECONNRESET\n    at x' })?.cause ?? '', /could not be reached/);
  });

  it('stays silent where it knows nothing', () => {
    assert.equal(failureHelp({ code: 'internal', reason: 'Something odd.' }), null);
    assert.equal(failureHelp({ reason: '' }), null);
  });
});
