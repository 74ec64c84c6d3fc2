import type { RuleSpec } from '../../core/api/schemas/check';
import { fail } from '../../core/errors';
import { find } from '../store/entities';
import { noContainer, type StoredCheck } from '../store/model';
import type { RuleBook } from './parts';
import type { RowSource } from '../store/source';

/** The check template of that id. Throws `not-found` also for a check that is none. */
export async function foundTemplate(source: RowSource, id: number): Promise<StoredCheck> {
  const check = await find(source, 'checks', id);
  return check?.container_id === noContainer ? check : fail('not-found', `Check template ${id} does not exist.`, { remedy: 'GET /api/quality-checks?template_only=true lists those that there are.' });
}

/** The rule of a template, which has no container to be tried on. Throws `bad-request` for a rule, or a property of it, that is not known. */
export function templateRule(rules: RuleBook, name: string, properties: Readonly<Record<string, unknown>>): RuleSpec {
  const spec = rules.specs().find((one) => one.rule === name)
    ?? fail('bad-request', `There is no rule "${name.slice(0, 60)}".`, { remedy: 'GET /api/quality-checks/specifications/rules lists them.', place: { path: 'rule' } });
  const unknown = Object.entries(properties).find(([key, value]) => value !== null && !spec.properties.some((property) => property.map_to === key));
  if (unknown) fail('bad-request', `${name} has no property "${unknown[0].slice(0, 60)}".`, { remedy: 'GET /api/quality-checks/specifications/rules lists those that it has.', place: { path: `properties.${unknown[0]}` } });
  return spec;
}
