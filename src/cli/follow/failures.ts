import type { Operation } from '../../core/api/schemas/operation';
import type { Context } from '../context';

const most = 20;

/** Says on standard error why operations and containers failed, also where progress is not wanted. */
export function sayFailures(context: Context, operations: readonly Operation[]): void {
  for (const operation of operations) {
    const where = `${operation.type} of ${operation.datastore?.name ?? 'a datastore'} (${operation.id})`;
    const { problem } = operation;
    if (operation.result.toLowerCase() === 'failure') {
      context.terminal.say(`${where} failed: ${problem?.reason ?? operation.message ?? 'the server gave no reason.'}${problem?.remedy ? ` ${problem.remedy}` : ''}`);
    }
    const parts = operation.container_scans ?? operation.container_profiles ?? operation.container_syncs ?? [];
    const failed = parts.filter((p) => p.result === 'failure');
    for (const part of failed.slice(0, most)) {
      context.terminal.say(`  ${part.container?.name ?? 'a container'}: ${part.message ?? 'failed without a reason.'}`);
    }
    if (failed.length > most) context.terminal.say(`  and ${failed.length - most} more; see "plumbline operations get ${operation.id} --format json".`);
  }
}
