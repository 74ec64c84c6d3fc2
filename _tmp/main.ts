import { launchBrowser } from '../test/webview/browser';
import { buildPanels, openPanel } from '../test/webview/panel-page';
import { runningScan, endedScan, failedProfile } from '../test/webview/states/jobs';
import { jobState } from '../src/core/protocol/job-state';
const b = await launchBrowser(); const bundles = await buildPanels();
for (const [k,v] of bundles) console.log(k, v.byteLength);
for (const [theme, job, n, width] of [['dark', runningScan,'run',1000],['light',endedScan,'end',1000],['contrast',failedProfile,'fail',1000],['light',runningScan,'narrow',420]] as const) {
  const p = await openPanel(b, bundles, { name: 'job', theme, width });
  await p.send({ type:'state', target:{key:job.key}, state: jobState(job, null, null) });
  await p.page.waitForTimeout(300);
  await p.page.screenshot({ path: `/tmp/web/job-${n}.png`, fullPage: true });
  console.log(n, p.trouble, p.complaints, await p.posted(), await p.saved());
  await p.page.close();
}
await b.close();
