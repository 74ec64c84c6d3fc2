import type { App } from '../app';
import type { ChecksOf } from './transfer';

/** Export and import of checks, which know YAML, as a bundle of their own, loaded at their first use. */
export async function exportChecks(app: App, of: ChecksOf): Promise<void> {
  await (await import('./transfer.js')).exportChecks(app, of);
}

export async function importChecks(app: App, of: ChecksOf): Promise<void> {
  await (await import('./transfer.js')).importChecks(app, of);
}
