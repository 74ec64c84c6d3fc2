import type { SessionOptions } from './connection';
import type { QueryProgress, ResultShape, SqlValue } from '../sql/values';

/** What the engine sends to a process that runs SQL. It sends the next only when the last was answered, but for `interrupt`. */
export type SqlRequest =
  | { readonly do: 'open'; readonly options: SessionOptions; /** Bytes of resident memory above which the process ends itself. */ readonly mostMemory: number }
  | { readonly do: 'run'; readonly sql: string; readonly values: readonly SqlValue[] | undefined }
  | { readonly do: 'close' }
  | { readonly do: 'interrupt' };

/** What comes back: rows some at a time, then `done` or `failed`; progress meanwhile. */
export type SqlReply =
  | { readonly rows: SqlValue[][] }
  | { readonly done: ResultShape; /** Bytes. */ readonly resident: number }
  | { readonly failed: string }
  | { readonly progress: QueryProgress }
  | { readonly tooLarge: number };
