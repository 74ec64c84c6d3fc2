// Draws media/icon.png (128 x 128) with the browser that the tests use: node scripts/run.mjs icon
import { chromium } from 'playwright-core';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from './lib/bundles';
import { provisionBrowser } from './lib/provision/browser';

const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="128" height="128" viewBox="0 0 128 128">
  <defs><linearGradient id="g" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#1f4e79"/><stop offset="1" stop-color="#0d2740"/></linearGradient></defs>
  <rect width="128" height="128" rx="26" fill="url(#g)"/>
  <g fill="none" stroke="#fff" stroke-linecap="round" stroke-linejoin="round">
    <path d="M30 26h68" stroke-width="7"/><path d="M64 26v34" stroke-width="5"/>
    <path d="M48 60h32l-4 26-12 22-12-22z" stroke-width="6" fill="#ffb454" stroke="#ffb454"/>
  </g>
</svg>`;

const browser = await chromium.launch({ executablePath: await provisionBrowser(console.log), args: ['--no-sandbox'] });
const page = await browser.newPage({ viewport: { width: 128, height: 128 } });
await page.setContent(`<style>body{margin:0}</style>${picture}`);
await writeFile(path.join(root, 'media', 'icon.png'), await page.screenshot({ omitBackground: true }));
await browser.close();
