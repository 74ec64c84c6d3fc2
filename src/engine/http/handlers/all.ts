import type { Handlers } from '../handler';
import type { EngineParts } from '../parts';
import { anomalyHandlers } from './anomalies';
import { checkHandlers } from './checks';
import { containerHandlers } from './containers';
import { datastoreHandlers } from './datastores';
import { exportHandlers } from './export';
import { operationHandlers } from './operations';
import { peopleHandlers } from './people';
import { serverHandlers } from './server';
import { tagHandlers } from './tags';

/** A handler for every route of the table; the type fails where one lacks. */
export function handlers(parts: EngineParts): Handlers {
  return {
    ...serverHandlers(parts), ...datastoreHandlers(parts), ...containerHandlers(parts),
    ...checkHandlers(parts), ...anomalyHandlers(parts), ...operationHandlers(parts),
    ...tagHandlers(parts), ...peopleHandlers(), ...exportHandlers(parts),
  };
}
