import { z } from 'zod';

/** Folder of a store, found upward from the current folder as git finds its own. */
export const storeFolderName = '.plumbline';

/** Name of the owner-only file in the store folder by which a running engine is found. */
export const engineFileName = 'engine.json';

/** What {@link engineFileName} holds. It appears by rename, so it is never seen half written. */
export const engineFile = z.looseObject({
  /** `http://127.0.0.1:PORT`; the routes are below `/api`. */
  url: z.string(),
  /** Bearer token of this engine process, JWT-shaped; a new one with each start. */
  token: z.string(),
  pid: z.number().int(),
  version: z.string(),
  /** ISO 8601. */
  started: z.string(),
  /** Since when it is about to leave, ISO 8601; it takes no calls any more. */
  leaving: z.string().nullish(),
  /** What its start found out that a person should know. */
  notice: z.string().nullish(),
});
export type EngineFile = z.output<typeof engineFile>;

/** Exit codes of the engine process beside 0. */
export const engineExitCode = {
  /** Bad arguments. */
  usage: 64,
  /** Something unforeseen; the log says what. */
  crashed: 70,
  /** Another engine holds this store: read {@link engineFileName} again. */
  storeTaken: 75,
  /** The disk of the store is full; what the process writes about it may not have found room. */
  diskFull: 73,
  /** The store could not be opened for another reason; standard error says which. */
  storeUnusable: 74,
} as const;
