import { checkStatus, type CheckUpdate, type QualityCheck } from '../../core/api/schemas/check';
import { fail } from '../../core/errors';
import type { CheckFilter, QualityBackend } from '../port';
import type { RestClient } from './client';
import { orElse } from './optional-route';

type Checks = Pick<QualityBackend, 'checks' | 'check' | 'createCheck' | 'updateCheck' | 'archiveCheck' | 'deleteCheck' | 'validateCheck'
  | 'ruleSpecs' | 'explainScan'>;

function queryOf(filter: CheckFilter): object {
  return {
    datastore: filter.datastores, container: filter.containers, status: filter.status, rule_type: filter.rules, archived: filter.archived,
    page: filter.page, size: filter.size, sort_created: 'desc',
  };
}

/** The whole check with the changes in it: a Qualytics server refuses a partial update, and ours takes a whole one too. */
function merged(check: QualityCheck, changes: CheckUpdate): CheckUpdate {
  const open = checkStatus.safeParse(check.status);
  return {
    fields: (check.fields ?? []).map((field) => field.name), properties: check.properties ?? {}, filter: check.filter ?? null,
    coverage: check.coverage ?? null, description: check.description ?? '', ...(open.success ? { status: open.data } : {}),
    tags: (check.global_tags ?? []).map((one) => one.name), additional_metadata: check.additional_metadata ?? null,
    ...Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)),
  };
}

export function checks(client: RestClient): Checks {
  return {
    checks: (filter) => client.call('listChecks', { query: queryOf(filter) }),
    check: (id) => client.call('getCheck', { params: { id } }),
    createCheck: (body) => client.call('createCheck', { body }),
    updateCheck: async (id, changes) =>
      client.call('updateCheck', { params: { id }, body: merged(await client.call('getCheck', { params: { id } }), changes) }),
    archiveCheck: async (id, status) => {
      await client.call('deleteCheck', { params: { id }, query: { archive: true, status, delete_anomalies: false } });
    },
    deleteCheck: async (id, deleteAnomalies) => {
      await client.call('deleteCheck', { params: { id }, query: { archive: false, delete_anomalies: deleteAnomalies } });
    },
    validateCheck: ({ container_id, rule, fields, properties, filter, coverage }) => orElse(
      client.call('validateCheck', { body: { container_id, rule, fields, properties, filter, coverage } }),
      () => fail('unsupported', 'This server cannot try a check before it is saved.', { remedy: 'Save the check as a draft and scan.' }),
    ),
    ruleSpecs: () => client.call('ruleSpecs'),
    explainScan: (id) => orElse(
      client.call('explainScan', { params: { id } }),
      () => fail('unsupported', 'This server does not tell how it settles its checks.', { remedy: 'Plumbline\'s own engine does.' }),
    ),
  };
}
