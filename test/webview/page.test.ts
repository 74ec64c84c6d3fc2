import assert from 'node:assert/strict';
import { panelPage } from '../../src/vscode/panels/page';
import { createThrottle } from '../../src/vscode/panels/throttle';

describe('page of a panel', () => {
  const parts = { title: '"><script>', script: 's.js', style: 's.css', cspSource: 'https://res.test', nonce: 'abc', language: 'de', texts: { a: '</script><script>alert(1)</script>' } };

  it('allows its own script and styles and nothing else', () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(panelPage(parts))![1]!;
    assert.deepEqual(policy.split('; '), ["default-src 'none'", "script-src 'nonce-abc'", "style-src https://res.test 'nonce-abc'", "base-uri 'none'", "form-action 'none'"]);
  });

  it('lets no text end the element that holds it', () => {
    const html = panelPage(parts);
    assert.equal(html.match(/<script/g)!.length, 2);
    assert.match(html, /<title>&quot;&gt;&lt;script&gt;<\/title>/);
  });
});

describe('throttle of a panel', () => {
  it('works at once, then at most once in its time, and never loses the last call', async () => {
    const runs: number[] = [];
    let state = 0;
    const throttle = createThrottle(() => runs.push(state), 30);
    for (state = 1; state <= 50; state += 1) throttle.call();
    state = 99;
    assert.deepEqual(runs, [1]);
    await new Promise((resolve) => setTimeout(resolve, 150));
    assert.deepEqual(runs, [1, 99]);
    throttle.call();
    throttle.call();
    throttle.dispose();
    await new Promise((resolve) => setTimeout(resolve, 150));
    assert.equal(runs.length, 3);
  });
});
