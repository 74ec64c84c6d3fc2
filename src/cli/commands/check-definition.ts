import type { CheckUpdate } from '../../core/api/schemas/check';
import { fail } from '../../core/errors';

/** What a check asserts, as the options give it; what was not given is absent. */
export interface CheckDefinition {
  fields?: string[];
  properties?: Record<string, unknown>;
  filter?: string;
  coverage?: number;
  description?: string;
  tags?: string[];
  draft?: boolean;
  active?: boolean;
}

/** The given options as changes of a check. An empty `--filter ""` takes the filter away. */
export function changesOf(options: CheckDefinition): CheckUpdate {
  if (options.draft && options.active) fail('bad-request', '--draft and --active cannot be used together.');
  const status = options.draft ? 'Draft' as const : options.active ? 'Active' as const : undefined;
  const all: CheckUpdate = {
    fields: options.fields, properties: options.properties, filter: options.filter === '' ? null : options.filter, coverage: options.coverage,
    description: options.description, tags: options.tags, status,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
