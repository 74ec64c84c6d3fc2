// Runs in a real extension host (extensionTestsPath): activates the extension and appends the time it took to a file.
import { appendFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import * as vscode from 'vscode';

export async function run(): Promise<void> {
  const extension = vscode.extensions.getExtension('plumbline.plumbline');
  if (!extension) throw new Error('plumbline.plumbline is not installed in this window');
  if (extension.isActive) throw new Error('the extension was active before anybody asked for it; its activation cannot be measured');
  const start = performance.now();
  await extension.activate();
  const milliseconds = performance.now() - start;
  const file = process.env.PLUMBLINE_ACTIVATION;
  if (!file) throw new Error('PLUMBLINE_ACTIVATION must name the file for the result');
  appendFileSync(file, `${JSON.stringify({ milliseconds })}\n`);
}
