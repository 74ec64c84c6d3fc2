import type { FormRule, CheckDraft, CheckForm } from '../../core/protocol/check-panel';
import type { Catalogue } from '../data/catalogue';

export type Choices = Pick<CheckForm, 'datastores' | 'refContainers' | 'refFields'>;

export const noChoices: Choices = { datastores: [], refContainers: [], refFields: null };

function idIn(rule: FormRule, draft: CheckDraft, kind: string): number | null {
  const property = rule.properties.find((p) => p.kind === kind);
  const value = property ? draft.properties[property.path] : undefined;
  return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : null;
}

/** What a rule that looks at other data can be pointed at: datastores, containers of the chosen one, fields of the chosen one. */
export async function choicesFor(catalogue: Catalogue, rule: FormRule, draft: CheckDraft, ownDatastore: number | null): Promise<Choices> {
  if (!rule.properties.some((p) => p.kind === 'container')) return noChoices;
  if (catalogue.datastores.all().length === 0) await catalogue.loader.run();
  const datastores = catalogue.datastores.all().map(({ id, name }) => ({ id, name }));
  const datastore = idIn(rule, draft, 'datastore') ?? ownDatastore;
  const known = datastore !== null && (datastore === ownDatastore || datastores.some((one) => one.id === datastore));
  const refContainers = known ? (await catalogue.containersOf(datastore)).map(({ id, name }) => ({ id, name })) : [];
  const container = idIn(rule, draft, 'container');
  const refFields = container !== null && refContainers.some((one) => one.id === container)
    ? (await catalogue.fieldsOf(container)).map((field) => field.name) : null;
  return { datastores, refContainers, refFields };
}
