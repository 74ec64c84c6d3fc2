import type { Operation } from '../../core/api/schemas/operation';
import { failureHelp } from '../../core/jobs/failure-help';
import { notChecked } from '../../core/jobs/results';
import { partsOf } from '../../core/operations/kinds';
import type { Context } from '../context';

const most = 20;

function listed(names: readonly string[]): string {
  return names.length <= 5 ? names.join(', ') : `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`;
}

/** Says on standard error why operations and containers failed, or were not checked (those for one reason on one line), also where progress is not wanted. */
export function sayFailures(context: Context, operations: readonly Operation[]): void {
  for (const operation of operations) {
    const where = `${operation.type} of ${operation.datastore?.name ?? 'a datastore'} (${operation.id})`;
    const { problem } = operation;
    if (operation.result.toLowerCase() === 'failure') {
      const reason = problem?.reason ?? operation.message ?? 'the server gave no reason.';
      const help = failureHelp({ code: problem?.code, reason, detail: problem?.detail });
      context.terminal.say(`${where} failed: ${reason}${problem?.remedy ? ` ${problem.remedy}` : help ? ` ${help.cause} ${help.remedy}` : ''}`);
      if (help?.transient) context.terminal.say(`  This often passes by itself: "plumbline operations rerun ${operation.id}" tries it again.`);
    }
    const texts = new Map<string, string[]>();
    for (const part of partsOf(operation).filter((p) => p.result === 'failure' || p.result === notChecked)) {
      const text = `${part.result === notChecked ? 'not checked: ' : ''}${part.message ?? 'failed without a reason.'}`;
      texts.set(text, [...texts.get(text) ?? [], part.container?.name ?? 'a container']);
    }
    for (const [text, names] of [...texts].slice(0, most)) context.terminal.say(`  ${listed(names)}: ${text}`);
    const more = [...texts.values()].slice(most).flat().length;
    if (more > 0) context.terminal.say(`  and ${more} more; see "plumbline operations get ${operation.id} --format json".`);
  }
}
