import { z } from 'zod';
import { readOptionsChange } from '../api/schemas/read-options';

/** The key under which a check carries its identity in `additional_metadata`; the public Qualytics client uses the same. */
export const uidKey = '_qualytics_check_uid';

/** Text written as a number or a flag in YAML is still a name. */
const name = z.union([z.string(), z.number(), z.boolean()]).transform(String).pipe(z.string().min(1));

/** One check in a checks file. What is left out has its usual value, so that a file holds only what someone decided. */
export const checkEntry = z.strictObject({
  container: name,
  rule: z.string().min(1),
  fields: z.array(name).default([]),
  properties: z.record(z.string(), z.unknown()).default({}),
  /** SQL predicate of the rows that the check looks at. */
  filter: z.string().nullable().default(null),
  /** Share of rows that must hold, 0..1. */
  coverage: z.number().min(0).max(1).nullable().default(null),
  description: z.string().default(''),
  status: z.enum(['Active', 'Draft']).default('Active'),
  tags: z.array(name).default([]),
  /** Additional metadata of others; the identity is not among it. */
  metadata: z.record(z.string(), z.unknown()).default({}),
  /** Identity; container, rule and fields unless said. Said where several checks share those. */
  uid: z.string().min(1).optional(),
});
export type CheckEntry = z.output<typeof checkEntry>;

export const checksFile = z.strictObject({
  version: z.literal(1, { error: 'must be 1, the only version there is' }),
  /** True where the file holds only some of the checks of its containers: an import then archives none of them. */
  partial: z.boolean().default(false),
  /** Of the datastore as a whole. */
  datastore: z.strictObject({ read_options: readOptionsChange.optional() }).nullish(),
  /** Containers with read options of their own, and those without checks: to be listed is to be spoken of. */
  containers: z.array(z.strictObject({ name, read_options: readOptionsChange.optional() })).default([]),
  checks: z.array(checkEntry).default([]),
});
