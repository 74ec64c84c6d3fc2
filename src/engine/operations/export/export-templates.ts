import { fail } from '../../../core/errors';
import type { RunOf } from '../../../core/operations/kinds';
import { writeRows } from '../../sources/output/write-rows';
import { noContainer } from '../../store/model';
import type { OperationContext, OperationOutcome } from '../runner';
import { enrichmentOutput } from '../shared/enrichment-output';
import { templateRow } from './export-rows';
import { exportTableName, exportTables } from './export-tables';

/** Adds check templates to a table of an enrichment datastore: the one that the operation is on, or that is linked to it. */
export async function exportTemplates(context: OperationContext<RunOf<'export'>>): Promise<OperationOutcome> {
  const { operation, datastore, store } = context;
  const output = await enrichmentOutput(store, datastore);
  const all = (await store.allChecks(noContainer)).filter((template) => operation.body.include_deleted || template.deleted_at === null);
  const wanted = operation.body.template_ids?.length ? operation.body.template_ids : null;
  const unknown = wanted?.filter((id) => !all.some((template) => template.id === id)) ?? [];
  if (unknown.length > 0) fail('not-found', `There is no check template ${unknown.slice(0, 10).join(', ')}.`, { remedy: 'GET /api/quality-checks?template_only=true lists those that there are.' });
  const chosen = wanted ? all.filter((template) => wanted.includes(template.id)) : all;
  const table = exportTableName('', 'check_templates');
  const generatedAt = context.now().toISOString();
  await writeRows(context.sessions, output, [{
    name: table, columns: exportTables.check_templates.columns,
     
    rows: async function* rows() { yield chosen.map((template) => templateRow(template, generatedAt, operation.id)); },
  }], operation.id);
  return {
    result: 'success', status: { records_exported: chosen.length },
    message: chosen.length === 0 ? 'There was nothing to export: no check templates.' : null,
    commit: async () => undefined,
  };
}
