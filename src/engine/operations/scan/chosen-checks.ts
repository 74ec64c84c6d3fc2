import type { ScanRun } from '../../../core/api/schemas/operation';
import { ruleByName } from '../../../core/rules/catalogue';
import { needsOf } from '../../../core/rules/compile';
import type { CheckInput } from '../../scan/container-scan';
import type { StoredCheck, StoredContainer } from '../../store/model';
import type { StoreReader } from '../../store/port';
import { datastoresById, type References } from '../shared/datastores-by-id';

export const inputOf = (check: StoredCheck): CheckInput => ({
  id: check.id, rule: check.rule_type, fields: check.fields, properties: check.properties, filter: check.filter, coverage: check.coverage,
});

/** The active checks of each container, of the asked categories; a rule that nobody knows is kept, the scan says so. */
export async function chosenChecks(store: StoreReader, containers: readonly StoredContainer[], categories: ScanRun['check_categories']): Promise<Map<number, CheckInput[]>> {
  const chosen = new Map<number, CheckInput[]>();
  for (const container of containers) {
    const checks = await store.checks(container.id, 'Active');
    chosen.set(container.id, checks.map(inputOf).filter((check) => {
      const rule = ruleByName(check.rule);
      return !categories?.length || !rule || categories.includes(rule.category);
    }));
  }
  return chosen;
}

/** The other datastores that checks refer to, to be opened in the same session. */
export async function referredDatastores(
  store: StoreReader, checks: Iterable<CheckInput>, variables: ScanRun['check_variables'], own: number,
): Promise<References> {
  const ids = new Set<number>();
  for (const check of checks) {
    for (const { datastoreId, containerId } of needsOf(check, variables).references) {
      const id = datastoreId ?? (await store.container(containerId))?.datastore_id;
      if (id !== undefined && id !== own) ids.add(id);
    }
  }
  return datastoresById(store, ids);
}

export const noChecksText = (datastoreId: number): string =>
  `No checks to run. "plumbline operations profile --datastore-id ${datastoreId}" proposes some from the data; others are written with Create Check.`;

