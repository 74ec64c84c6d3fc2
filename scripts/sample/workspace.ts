import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { root } from '../lib/bundles';

/** Public data with the blemishes of real data, as CSV, TSV, JSON and Parquet: 3 million rows in all, 20 MB. */
export const sampleFiles = [
  'movies.json', 'cars.json', 'penguins.json', 'flights-10k.json', 'birdstrikes.csv', 'seattle-weather.csv', 'zipcodes.csv', 'airports.csv',
  'unemployment.tsv', 'flights-3m.parquet',
] as const;

const catalogue = z.object({
  resources: z.array(z.object({
    path: z.string(), description: z.string().optional(),
    licenses: z.array(z.object({ name: z.string().optional(), title: z.string().optional(), path: z.string().optional() })).optional(),
    sources: z.array(z.object({ title: z.string().optional(), path: z.string().optional() })).optional(),
  })),
});

/** Where each file comes from and under which terms, from the catalogue that the package brings along. */
async function sourcesPage(from: string): Promise<string> {
  const { resources } = catalogue.parse(JSON.parse(await readFile(path.join(from, 'datapackage.json'), 'utf8')));
  const list = (entries: readonly { title?: string; name?: string; path?: string }[] | undefined): string =>
    entries?.map((entry) => [entry.title ?? entry.name, entry.path].filter(Boolean).join(', ')).join('; ') || 'not stated';
  const sections = sampleFiles.map((file) => {
    const entry = resources.find((resource) => resource.path === file);
    return `## ${file}\n\n${entry?.description?.trim() ?? ''}\n\n- Source: ${list(entry?.sources)}\n- Terms: ${list(entry?.licenses)}\n`;
  });
  return `# Sources of the sample data\n\nAll files come from the npm package vega-datasets (see LICENSE-vega-datasets.txt).\n\n${sections.join('\n')}`;
}

export interface SampleWorkspace {
  readonly folder: string;
  /** The folder that the datastore reads. */
  readonly data: string;
}

/** Makes the sample workspace in `folder`; does nothing to files that are there already. */
export async function makeSampleWorkspace(folder: string): Promise<SampleWorkspace> {
  const from = path.join(root, 'node_modules', 'vega-datasets');
  const data = path.join(folder, 'data');
  await mkdir(data, { recursive: true });
  for (const file of sampleFiles) {
    if (!existsSync(path.join(data, file))) await copyFile(path.join(from, 'data', file), path.join(data, file));
  }
  await copyFile(path.join(root, 'scripts', 'sample', 'LICENSE-vega-datasets.txt'), path.join(data, 'LICENSE-vega-datasets.txt'));
  await writeFile(path.join(data, 'SOURCES.md'), await sourcesPage(from));
  return { folder, data };
}
