import { match, type Match } from './matching';
import { namesSeen, type Names } from './names-seen';
import type { Width } from './numbers';
import { rowTable, type RowTable } from './row-table';

const widths = {
  type: 'byte', datastore: 'int', result: 'byte', created: 'double', duration: 'double', logs: 'byte',
} as const satisfies Record<string, Width>;
export type OperationColumn = keyof typeof widths;

export interface ListedOperation {
  readonly id: number;
  readonly type: string;
  readonly datastore_id: number;
  readonly result: string;
  readonly created: number;
  readonly duration: number | null;
  readonly logs: boolean;
}

/** All operations of the store as rows of numbers. */
export interface OperationList {
  readonly table: RowTable<OperationColumn>;
  readonly types: Names;
  readonly results: Names;
  put(operation: ListedOperation): void;
  remove(id: number): void;
  match(): Match<OperationColumn>;
  withType(found: Match<OperationColumn>, names: readonly string[]): void;
  withResult(found: Match<OperationColumn>, names: readonly string[]): void;
  /** Ids of the newest operation of each datastore that has one. */
  newestOf(datastoreIds: readonly number[]): number[];
}

export function operationList(capacity: number): OperationList {
  const table = rowTable(widths, capacity);
  const types = namesSeen();
  const results = namesSeen();
  return {
    table, types, results,
    put: (operation) => void table.put(operation.id, {
      type: types.of(operation.type), datastore: operation.datastore_id,
      result: results.of(operation.result), created: operation.created,
      duration: operation.duration ?? Number.NaN, logs: operation.logs ? 1 : 0,
    }),
    remove: (id) => {
      const at = table.place(id);
      if (at >= 0) table.remove(at);
    },
    match: () => match(table),
    withType: (found, names) => void found.oneOf('type', types.known(names)),
    withResult: (found, names) => void found.oneOf('result', results.known(names)),
    newestOf: (datastoreIds) => {
      const left = new Set(datastoreIds);
      const ids: number[] = [];
      const [own, datastores, alive] = [table.column('id'), table.column('datastore'), table.alive()];
      for (let at = table.size - 1; at >= 0 && left.size > 0; at--) {
        if (alive[at] === 1 && left.delete(datastores[at]!)) ids.push(own[at]!);
      }
      return ids;
    },
  };
}
