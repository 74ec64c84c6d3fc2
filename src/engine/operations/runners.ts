import { fail } from '../../core/errors';
import type { OperationKindName, RunOf } from '../../core/operations/kinds';
import type { OperationContext, OperationRunner } from './runner';
import { runCapture } from './capture/capture';
import { runExport } from './export/export';
import { runMaterialize } from './materialize/materialize';
import { runProfile } from './profile/profile';
import { runScan } from './scan/scan';
import { runSync } from './sync/sync';

/** The context, once its body is known to be of `type`. */
function narrowed<T extends OperationKindName>(context: OperationContext, type: T): OperationContext<RunOf<T>> {
  if (context.operation.body.type !== type) fail('internal', `A ${context.operation.body.type} was given to the runner of ${type}.`);
  return context as OperationContext<RunOf<T>>;
}

/** What runs each kind of operation. */
export const runners: Record<OperationKindName, OperationRunner> = {
  sync: (context) => runSync(narrowed(context, 'sync')),
  profile: (context) => runProfile(narrowed(context, 'profile')),
  scan: (context) => runScan(narrowed(context, 'scan')),
  capture: (context) => runCapture(narrowed(context, 'capture')),
  export: (context) => runExport(narrowed(context, 'export')),
  materialize: (context) => runMaterialize(narrowed(context, 'materialize')),
};
