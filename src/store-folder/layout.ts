import path from 'node:path';
import { engineFileName } from '../core/api/engine-file';

/** What a store folder holds. */
export interface StorePaths {
  readonly folder: string;
  /** The engine's database; DuckDB keeps its logs beside it, under names that begin with this one. */
  readonly state: string;
  readonly wal: string;
  readonly log: string;
  /** What a starting engine writes before its own log is open. */
  readonly startLog: string;
  /** Where statements put what does not fit into memory. */
  readonly temp: string;
  readonly engineFile: string;
  readonly gitignore: string;
}

export function storePaths(folder: string): StorePaths {
  const at = path.resolve(folder);
  const state = path.join(at, 'state.duckdb');
  return {
    folder: at, state, wal: `${state}.wal`, log: path.join(at, 'engine.log'), startLog: path.join(at, 'engine-start.log'),
    temp: path.join(at, 'temp'), engineFile: path.join(at, engineFileName), gitignore: path.join(at, '.gitignore'),
  };
}

/** Names of files that Plumbline makes in a store. */
export function isStoreFile(name: string): boolean {
  return name === '.gitignore' || /^(state\.duckdb|engine\.json|engine\.log|engine-start\.log)/.test(name);
}
