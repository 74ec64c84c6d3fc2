import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { jobState } from '../../src/core/protocol/job-state';
import { launchBrowser } from './browser';
import { buildPanels, openPanel, type Bundles, type PanelPage } from './panel-page';
import { assertSound, focusOrder } from './sound';
import { hostile } from './states/anomalies';
import { endedScan, failedProfile, jobKinds, runningScan, tenSecondsLater } from './states/jobs';

describe('job panel in Chromium', () => {
  let browser: Browser;
  let bundles: Bundles;
  let panel: PanelPage;
  before(async () => {
    [browser, bundles] = await Promise.all([launchBrowser(), buildPanels()]);
  });
  after(() => browser.close());
  afterEach(async () => {
    assertSound(panel);
    await panel.page.close();
  });

  const show = (job: typeof runningScan, pending: 'retry' | null = null): Promise<void> =>
    panel.send({ type: 'state', target: { key: job.key }, state: jobState(job, pending, null, tenSecondsLater, jobKinds) });

  it('says that it listens, shows the job, and keeps what it shows for a reload', async () => {
    panel = await openPanel(browser, bundles, { name: 'job' });
    assert.deepEqual(await panel.posted(), [{ type: 'ready' }]);
    await show(runningScan);
    await panel.page.getByRole('heading', { name: /Scan.*Running/ }).waitFor();
    assert.deepEqual(await panel.saved(), { target: { key: 'local:12' }, ui: {} });
  });

  it('measures progress in rows and containers, for the job and its parts', async () => {
    panel = await openPanel(browser, bundles, { name: 'job' });
    await show(runningScan);
    const bar = panel.page.getByRole('progressbar', { name: 'Progress', exact: true });
    assert.equal(await bar.getAttribute('aria-valuenow'), '45');
    const text = await panel.page.getByRole('region', { name: 'Progress' }).or(panel.page.locator('section.progress')).first().innerText();
    assert.match(text, /1,404,000 of 3,080,000 rows/);
    assert.match(text, /1 of 3 containers/);
    assert.match(text, /156,000 rows\/s/);
    assert.match(text, /about 20 s left/);
    assert.match(text, /counting distinct values of airport/);
    const flights = panel.page.getByRole('row', { name: /flights/ });
    assert.match(await flights.innerText(), /Running.*1,400,799 of 3,000,000/s);
    const fill = await bar.locator('.fill').boundingBox();
    const whole = await bar.boundingBox();
    assert.ok(Math.abs(fill!.width / whole!.width - 0.45) < 0.02, 'the bar is filled as measured');
    assert.match(await panel.page.getByRole('row', { name: /movies/ }).innerText(), /Completed.*3,201.*7/s);
  });

  it('follows the job: what ended is no longer shown as running', async () => {
    panel = await openPanel(browser, bundles, { name: 'job' });
    await show(runningScan);
    await show(endedScan);
    await panel.page.getByText('Completed with warnings').waitFor();
    assert.equal(await panel.page.getByRole('progressbar').count(), 0);
    assert.match(await panel.page.getByRole('row', { name: /weather/ }).innerText(), /Failed.*line 121/s);
    assert.match(await panel.page.locator('.timing').innerText(), /flights\s+11 s\s+Plan 8 ms · Discharge 7.4 s/);
  });

  it('sends what is clicked, and nothing for what cannot be done', async () => {
    panel = await openPanel(browser, bundles, { name: 'job' });
    await show(runningScan);
    await panel.page.getByRole('button', { name: 'Cancel' }).click();
    await show({ ...runningScan, cancelling: true });
    await panel.page.getByRole('heading', { name: /Scan.*Cancelling/ }).waitFor();
    const cancel = panel.page.locator('vscode-button', { hasText: 'Cancel' });
    await cancel.click();
    assert.equal(await cancel.getAttribute('aria-disabled'), 'true');
    assert.equal(await cancel.getAttribute('title'), 'The server has been asked to stop this job.');
    await panel.page.getByRole('button', { name: 'sample' }).click();
    await panel.page.getByRole('button', { name: 'Show Anomalies' }).click();
    await show({ ...endedScan, counters: { anomalies_identified: 0 } });
    await panel.page.getByText('Run Again').click();
    const none = panel.page.locator('vscode-button', { hasText: 'Show Anomalies' });
    assert.equal(await none.getAttribute('title'), 'This scan found no anomalies.');
    await none.click();
    assert.deepEqual((await panel.posted()).slice(1), ['cancel', 'goToAsset', 'showAnomalies', 'retry'].map((action) => ({ type: 'act', action })));
  });

  it('tells why a job failed and what to do; the stack unfolds', async () => {
    panel = await openPanel(browser, bundles, { name: 'job' });
    await show(failedProfile);
    const alert = panel.page.getByRole('alert');
    assert.match(await alert.innerText(), /The engine stopped while this job ran\.\s+Retry the job/);
    assert.equal(await panel.page.getByText('signal SIGKILL').isVisible(), false);
    await panel.page.getByText('Technical details').click();
    assert.equal(await panel.page.getByText('signal SIGKILL').isVisible(), true);
    await panel.page.getByRole('button', { name: 'Copy Error' }).click();
    await panel.page.getByRole('button', { name: 'Show Log' }).click();
    assert.deepEqual((await panel.posted()).slice(1), [{ type: 'copyError' }, { type: 'showLog' }]);
  });

  it('reaches every action by keyboard, in reading order', async () => {
    panel = await openPanel(browser, bundles, { name: 'job' });
    await show(failedProfile);
    assert.deepEqual(await focusOrder(panel.page, 6), ['sample', 'Go to Asset', 'Retry', 'Technical details', 'Copy Error', 'Show Log']);
    await panel.page.locator('vscode-button', { hasText: 'Retry' }).focus();
    await panel.page.keyboard.press('Enter');
    assert.deepEqual((await panel.posted()).at(-1), { type: 'act', action: 'retry' });
  });

  it('shows hostile text as text', async () => {
    panel = await openPanel(browser, bundles, { name: 'job' });
    await show({
      ...endedScan, message: hostile, asset: { datastoreId: 1, name: hostile }, triggeredBy: hostile, configuration: { [hostile]: hostile },
      parts: [{ container: { id: 1, name: hostile }, result: 'failure', message: hostile, start_time: endedScan.started, timings: [[hostile, 1]] }],
    });
    assert.equal(await panel.page.getByText(hostile).count() >= 6, true);
    assert.equal(await panel.page.locator('img').count(), 0);
    assert.equal(await panel.page.evaluate(() => 'owned' in window), false);
  });

  it('drops a message that is not of the protocol and keeps what it shows', async () => {
    panel = await openPanel(browser, bundles, { name: 'job' });
    await show(runningScan);
    await panel.send({ type: 'state', target: { key: 'local:12' }, state: { kind: 'job', id: 'x' } });
    await panel.send({ nonsense: true });
    assert.equal(await panel.page.getByRole('heading', { name: /Scan/ }).count(), 1);
    const dropped = (await panel.posted()).filter((m) => m.type === 'dropped').map((m) => String(m['reason']));
    assert.equal(dropped.length, 2);
    assert.match(dropped[0]!, /^state\.\w+: /);
  });

  it('says when the job is gone, and offers to look again', async () => {
    panel = await openPanel(browser, bundles, { name: 'job' });
    await panel.send({
      type: 'state', target: { key: 'local:12' },
      state: { kind: 'gone', canRetry: true, problem: { reason: 'This job is not on the active server any more.', remedy: null, detail: null } },
    });
    await panel.page.getByText('not on the active server any more').waitFor();
    await panel.page.getByText('Try Again').click();
    assert.deepEqual((await panel.posted()).at(-1), { type: 'reload' });
  });

  it('speaks the language of the editor and writes figures as it does', async () => {
    panel = await openPanel(browser, bundles, { name: 'job', language: 'de', texts: { 'Running': 'Läuft', '{0} of {1} rows': '{0} von {1} Zeilen' } });
    await show(runningScan);
    await panel.page.getByText('1.404.000 von 3.080.000 Zeilen').waitFor();
    await panel.page.getByRole('heading', { name: /Läuft/ }).waitFor();
  });

  it('keeps its place over a reload', async () => {
    panel = await openPanel(browser, bundles, { name: 'job', height: 300, state: { target: { key: 'local:12' }, ui: { scroll: 150 } } });
    await show(endedScan);
    await panel.page.waitForFunction(() => window.scrollY === 150);
    await panel.page.evaluate(() => window.scrollTo(0, 90));
    await panel.page.waitForTimeout(350);
    assert.deepEqual(await panel.saved(), { target: { key: 'local:12' }, ui: { scroll: 90 } });
  });
});
