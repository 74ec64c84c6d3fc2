import type { Container } from '../../core/api/schemas/container';
import { fail } from '../../core/errors';
import type { Context } from '../context';

export interface ContainerOptions { container?: string[] }

async function containersOf(context: Context, datastores: readonly number[] | undefined): Promise<Container[]> {
  const from = datastores ?? (await context.backend.datastores()).map((d) => d.id);
  const all: Container[] = [];
  for (const id of from) all.push(...await context.backend.containers(id));
  return all;
}

/** Ids of the containers named by `--container`; a whole number that is no name is an id. Undefined where none was asked for. */
export async function chosenContainers(context: Context, datastores: readonly number[] | undefined, options: ContainerOptions): Promise<number[] | undefined> {
  if (!options.container?.length) return undefined;
  const all = await containersOf(context, datastores);
  return options.container.flatMap((asked) => {
    const named = all.filter((c) => c.name === asked);
    if (named.length > 0) return named.map((c) => c.id);
    const byId = all.find((c) => String(c.id) === asked);
    return byId ? [byId.id] : fail('not-found', `There is no container named "${asked}".`, {
      remedy: all.length > 0 ? `There are: ${all.slice(0, 20).map((c) => c.name).join(', ')}.` : 'Run "plumbline operations sync" first.',
    });
  });
}

/** Exactly one container. */
export async function oneContainer(context: Context, datastores: readonly number[] | undefined, name: string): Promise<number> {
  const [only, ...more] = await chosenContainers(context, datastores, { container: [name] }) ?? [];
  return only === undefined || more.length > 0
    ? fail('bad-request', `Several datastores have a container named "${name}".`, { remedy: 'Choose one with --datastore-id.' }) : only;
}
