import type { RunBody } from '../../core/api/schemas/operation';
import { fail } from '../../core/errors';
import type { OperationContext, OperationRunner } from './runner';
import { runProfile } from './profile/profile';
import { runScan } from './scan/scan';
import { runSync } from './sync/sync';

type Of<T extends RunBody['type']> = Extract<RunBody, { type: T }>;

/** The context, once its body is known to be of `type`. */
function narrowed<T extends RunBody['type']>(context: OperationContext, type: T): OperationContext<Of<T>> {
  if (context.operation.body.type !== type) fail('internal', `A ${context.operation.body.type} was given to the runner of ${type}.`);
  return context as OperationContext<Of<T>>;
}

/** What runs each kind of operation. */
export const runners: Record<'sync' | 'profile' | 'scan', OperationRunner> = {
  sync: (context) => runSync(narrowed(context, 'sync')),
  profile: (context) => runProfile(narrowed(context, 'profile')),
  scan: (context) => runScan(narrowed(context, 'scan')),
};
