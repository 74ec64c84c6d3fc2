import type { Command } from 'commander';
import { fail } from '../../core/errors';
import { ids } from './values';

export interface IdOptions { id?: number[]; ids?: number[] }

/** Ids as arguments (`get 7`), or as `--id 7` and `--ids 7,8` as in the public Qualytics client. */
export function addIds(command: Command, several: boolean): Command {
  const argument = command.argument(several ? '[ids...]' : '[id]', several ? 'ids, separated by spaces or commas' : 'id',
    (text: string, before: unknown) => ids(text, Array.isArray(before) ? before as number[] : []));
  return argument.option('--id <id>', 'the same as an option', ids).option('--ids <ids>', 'several, separated by commas', ids);
}

export function givenIds(args: readonly unknown[], options: IdOptions): number[] {
  const all = [...(args[0] as number[] | undefined ?? []), ...options.id ?? [], ...options.ids ?? []];
  return all.length > 0 ? [...new Set(all)] : fail('bad-request', 'An id is needed.');
}

export function givenId(args: readonly unknown[], options: IdOptions): number {
  const [only, ...more] = givenIds(args, options);
  return only === undefined || more.length > 0 ? fail('bad-request', 'Exactly one id is needed.') : only;
}
