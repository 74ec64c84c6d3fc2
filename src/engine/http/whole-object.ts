import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { fail } from '../../core/errors';
import { InvalidInput } from './failures';

/** What changes by itself between a GET and the PUT of what it gave. */
const moving: ReadonlySet<string> = new Set(['metrics', 'latest_operation', 'connected', 'last_synced', 'last_updated', 'anomaly_count', 'active_anomaly_count']);

/**
 * The part of a PUT's body that may be changed by it. Clients send back the whole object that they were given, so what the
 * object has beside that is taken as long as it says the same. Throws where it says something else, and for what the object
 * does not have at all: nothing that a caller wants changed is passed over in silence.
 */
export function changesIn<B extends object>(body: B, own: z.ZodObject, current: object): B {
  // What the object looked like to its reader.
  const seen = JSON.parse(JSON.stringify(current)) as Record<string, unknown>;
  const unknown: string[] = [];
  const changes = Object.entries(body).filter(([name, value]) => {
    if (Object.hasOwn(own.shape, name)) return true;
    if (!Object.hasOwn(seen, name)) unknown.push(name);
    else if (!moving.has(name) && !isDeepStrictEqual(value, seen[name])) {
      fail('bad-request', `${name} cannot be changed here.`, { remedy: 'Leave it out, or send what it is.', place: { path: name } });
    }
    return false;
  });
  if (unknown.length > 0) throw new InvalidInput('body', new z.ZodError([{ code: 'unrecognized_keys', keys: unknown, path: [], message: 'Unknown fields', input: body as Record<string, unknown> }]), body);
  return Object.fromEntries(changes) as B;
}
