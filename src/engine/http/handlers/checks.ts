import type { z } from 'zod';
import type { checkRoutes } from '../../../core/api/routes/checks';
import { checkUpdate, type qualityCheck } from '../../../core/api/schemas/check';
import { fail } from '../../../core/errors';
import { noContainer, type StoredCheck } from '../../store/model';
import { listChecks } from '../../store/queries/checks';
import { refuseCare } from '../check-care';
import { foundTemplate, templateRule } from '../check-template';
import { removeCheck } from '../check-removal';
import type { HandlersOf } from '../handler';
import { found } from '../found';
import type { EngineParts } from '../parts';
import { renderChecks } from '../render/check';
import { containerStubOf } from '../render/container';
import { changesIn } from '../whole-object';

const definitionOf = (check: StoredCheck) =>
  ({ rule: check.rule_type, fields: check.fields, properties: check.properties, filter: check.filter, coverage: check.coverage });

export function checkHandlers({ store, rules, trial, now }: EngineParts): HandlersOf<typeof checkRoutes> {
  const { source } = store;
  const one = async (check: StoredCheck): Promise<z.input<typeof qualityCheck>> => (await renderChecks(store, [check]))[0]!;

  /** An edit of what a check asserts makes it authored and its last result void; a status brings an archived one back. */
  const edited = async (before: StoredCheck, body: z.output<typeof checkUpdate>): Promise<StoredCheck> => {
    refuseCare(body);
    const wanted = { ...definitionOf(before), ...Object.fromEntries((['fields', 'properties', 'filter', 'coverage'] as const)
      .filter((key) => body[key] !== undefined).map((key) => [key, body[key]])) };
    const changed = JSON.stringify(wanted) !== JSON.stringify(definitionOf(before));
    const definition = changed ? await rules.check(wanted, await store.fields(before.container_id)) : definitionOf(before);
    const { rule: _, ...parts } = definition;
    return {
      ...before, ...parts, last_updated: now().toISOString(),
      ...(changed ? { inferred: false, is_passing: null, last_asserted: null } : {}),
      description: body.description ?? before.description, tags: body.tags ?? before.tags,
      additional_metadata: body.additional_metadata === undefined ? before.additional_metadata : body.additional_metadata,
      ...(body.owner_id === undefined ? {} : { owner_id: body.owner_id }), ...(body.favorite === undefined ? {} : { favorite: body.favorite }),
      ...(body.status === undefined ? {} : { status: body.status, deleted_at: null, archived_status: null }),
    };
  };

  return {
    listChecks: async ({ query }) => {
      const page = await listChecks(source, query);
      return { ...page, items: await renderChecks(store, page.items) };
    },
    createCheck: async ({ body }) => {
      refuseCare(body);
      const {
        container_id, description, status, tags, additional_metadata, owner_id = null, favorite = false, template_id = null,
        default_anomaly_assignee_id: _, anomaly_message_field: __, ...definition
      } = body;
      await found(source, 'containers', container_id);
      if (template_id !== null) await foundTemplate(source, template_id);
      const { rule: name, ...parts } = await rules.check(definition, await store.fields(container_id));
      const created = now().toISOString();
      return one(await store.transaction((tx) => tx.saveCheck({
        container_id, created, last_updated: created, rule_type: name, ...parts, description, status, inferred: false, tags, additional_metadata,
        deleted_at: null, archived_status: null, is_passing: null, last_asserted: null, owner_id, favorite, template_id,
      })));
    },
    createTemplate: async ({ body }) => {
      refuseCare(body);
      const { rule, fields, properties, filter, coverage, description, tags, template_locked, additional_metadata } = body;
      const spec = templateRule(rules, rule, properties);
      const created = now().toISOString();
      return one(await store.transaction((tx) => tx.saveCheck({
        container_id: noContainer, created, last_updated: created, rule_type: spec.rule, fields, properties, filter, coverage, description, status: 'Active', inferred: false, tags,
        additional_metadata, deleted_at: null, archived_status: null, is_passing: null, last_asserted: null, template_locked,
      })));
    },
    bulkDeleteChecks: async ({ body }, caller) => {
      const lists = await store.lists();
      await store.transaction(async (tx) => {
        for (const { id, ...options } of body) await removeCheck(tx, lists, id, options, caller, now());
      });
      return {};
    },
    ruleSpecs: async ({ query }) => rules.specs().filter((spec) =>
      (query.name === undefined || spec.rule === query.name) && (query.author === undefined || spec.author === query.author)),
    validateCheck: async ({ body }, { gone }) => {
      const { container_id, ...definition } = body;
      const container = await found(source, 'containers', container_id);
      return trial.validate(definition, container, gone);
    },
    explainScan: async ({ params }, { gone }) => {
      const container = await found(source, 'containers', params.id);
      return { container: containerStubOf(container), ...await trial.explain(container, gone) };
    },
    getCheck: async ({ params }) => one(await found(source, 'checks', params.id)),
    updateCheck: async ({ params, body }) => {
      const check = await found(source, 'checks', params.id);
      const changes = changesIn(body, checkUpdate, { ...await one(check), rule: check.rule_type, container_id: check.container_id });
      return one(await store.transaction(async (tx) =>
        tx.saveCheck(await edited(await tx.check(params.id) ?? fail('not-found', `Check ${params.id} does not exist.`), changes))));
    },
    deleteCheck: async ({ params, query }, caller) => {
      const lists = await store.lists();
      await store.transaction((tx) => removeCheck(tx, lists, params.id, query, caller, now()));
      return {};
    },
  };
}
