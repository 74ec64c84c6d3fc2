import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const trial = z.strictObject({
  container: z.string(), rule: z.string(), fields: z.array(z.string()).default([]),
  /** `@name` in a value stands for the id of that container. */
  properties: z.record(z.string(), z.unknown()).default({}),
  filter: z.string().optional(), coverage: z.number().optional(),
  /** Rows that break the check, or what the check as a whole comes to. */
  failing: z.number().int().optional(), result: z.enum(['pass', 'fail', 'refused']).optional(),
}).refine((one) => (one.failing === undefined) !== (one.result === undefined), 'either failing or result');
export type TrialCase = z.output<typeof trial>;

const inputCase = z.strictObject({
  title: z.string(),
  /** Where people had trouble with such an input. */
  reports: z.array(z.url()).default([]),
  why: z.string().optional(),
  /** The database file in `data`; otherwise `data` is a folder of files. `tables.sql` beside the case makes it. */
  database: z.string().optional(),
  /** What a person says who knows that there is no header: the guess cannot. */
  header: z.boolean().optional(),
  /** Small files by name, for names that not every system can hold; where it cannot, their container is left out. */
  files: z.record(z.string(), z.string()).default({}),
  /** False: it is not profiled. */
  profiled: z.boolean().default(true),
  /** Why adding it is refused. */
  refused: z.string().optional(),
  /** By name: how many rows or which (only the named values count; a list gives them by position), types, the notes (in order, as patterns), or the reason why it cannot be read. */
  containers: z.record(z.string(), z.strictObject({
    rows: z.union([z.number().int(), z.array(z.union([z.record(z.string(), cell), z.array(cell)]))]).optional(),
    types: z.record(z.string(), z.string()).optional(),
    notes: z.array(z.string()).optional(),
    error: z.string().optional(),
  })),
  trials: z.array(trial),
});
export type InputCase = z.output<typeof inputCase> & { readonly name: string; readonly folder: string };
export type ExpectedContainer = InputCase['containers'][string];

/** All cases: a folder each, with `case.json` and, unless it is made, `data`. */
export function inputCases(): InputCase[] {
  const root = path.resolve('test', 'cases', 'inputs');
  return readdirSync(root).sort().map((name) => {
    const folder = path.join(root, name);
    return { ...inputCase.parse(JSON.parse(readFileSync(path.join(folder, 'case.json'), 'utf8'))), name, folder };
  });
}
