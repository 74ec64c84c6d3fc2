import { fail } from '../../core/errors';
import { find } from '../store/entities';
import { noContainer, type StoredCheck } from '../store/model';
import type { RowSource } from '../store/source';

/** The check template of that id. Throws `not-found` also for a check that is none. */
export async function foundTemplate(source: RowSource, id: number): Promise<StoredCheck> {
  const check = await find(source, 'checks', id);
  return check?.container_id === noContainer ? check : fail('not-found', `Check template ${id} does not exist.`, { remedy: 'GET /api/quality-checks?template_only=true lists those that there are.' });
}
