/** A test file run once without any mutant. Mutants are named by their ids. */
export interface FileRecord {
  readonly file: string;
  readonly ms: number;
  /** Reached while the file was loaded. */
  readonly loaded: readonly number[];
  /** Reached while it was loaded or in hooks of suites: every test of the file depends on them. */
  readonly shared: readonly number[];
  readonly tests: readonly { readonly title: string; readonly ms: number; readonly hits: readonly number[] }[];
  readonly failures: readonly string[];
}

export interface Verdict {
  readonly killed: boolean;
  /** The test that failed. */
  readonly by: string | null;
  /** It failed because it took too long. */
  readonly slow: boolean;
}

export type WorkerRequest =
  | { readonly kind: 'record'; readonly file: string }
  | {
    readonly kind: 'judge'; readonly mutant: number; readonly files: readonly { readonly file: string; readonly titles: readonly string[] }[];
    /** It acts while files are loaded. */
    readonly loaded: boolean;
    /** Milliseconds that each test takes without a mutant. */
    readonly limits: Readonly<Record<string, number>>;
  };

/** `dirty`: something was left going, so that the process is of no use any more. */
export type WorkerReply = { readonly dirty: boolean } & ({ readonly record: FileRecord } | { readonly verdict: Verdict });
