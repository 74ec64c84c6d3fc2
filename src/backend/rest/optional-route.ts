import { PlumblineError } from '../../core/errors';

/** For routes that not every server has: what to give instead where the server does not offer it. */
export async function orElse<T>(call: Promise<T>, instead: () => T | Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (PlumblineError.is(error, 'unsupported')) return instead();
    throw error;
  }
}
