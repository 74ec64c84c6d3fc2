import { PlumblineError } from '../../core/errors';
import { isSessionLost } from '../sql/session';

/** A hint is worth having but never needed: where it cannot be had, the plan goes without. */
export async function hint<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (PlumblineError.is(error) && !isSessionLost(error)) throw error;
    return otherwise;
  }
}
