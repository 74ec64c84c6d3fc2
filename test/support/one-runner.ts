import { kindNames, type OperationKindName } from '../../src/core/operations/kinds';

/** The same runner for every kind of operation. */
export function oneRunner<R>(runner: R): Record<OperationKindName, R> {
  return Object.fromEntries(kindNames.map((name) => [name, runner])) as Record<OperationKindName, R>;
}
