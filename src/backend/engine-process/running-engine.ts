import { randomBytes } from 'node:crypto';
import { type EngineFile, engineFile } from '../../core/api/engine-file';
import { PlumblineError } from '../../core/errors';
import { storePaths } from '../../store-folder/layout';
import { readOwn } from '../../store-folder/own-file';
import { isEngineProcess } from '../../store-folder/process-facts';
import { isProof, proofOf } from '../../store-folder/proof';
import { userKey } from '../../store-folder/user-key';
import { restClient } from '../rest/client';
import { isLoopback } from '../transport/loopback';
import type { HttpTransport } from '../transport/transport';

const answerWithinMs = 3000;
const longest = 64 * 1024;

/** What the store's engine file says; null where there is none or it cannot be one. */
export async function readEngineFile(storeFolder: string): Promise<EngineFile | null> {
  const { engineFile: file } = storePaths(storeFolder);
  let text: string | undefined;
  try {
    text = readOwn(file, longest)?.toString();
  } catch (error) {
    if (PlumblineError.is(error)) throw error;
    throw new PlumblineError({
      code: 'engine-unavailable', reason: `${file} cannot be read.`,
      remedy: 'The store belongs to the user that made it; use a store of your own.', detail: error instanceof Error ? error.message : String(error),
    }, { cause: error });
  }
  let json: unknown;
  try {
    json = JSON.parse(text ?? '');
  } catch {
    return null; // Left over from a crash; the next engine replaces it.
  }
  const parsed = engineFile.safeParse(json);
  if (!parsed.success || !URL.canParse(parsed.data.url) || !isLoopback(new URL(parsed.data.url).hostname)) return null;
  return parsed.data;
}

/** The API address of an engine. */
export function engineApiUrl(file: EngineFile): string {
  return `${file.url.replace(/\/+$/, '')}/api/`;
}

/**
 * Does the address answer a challenge as only an engine of this user, for this very store, can? The token is not sent:
 * whatever listens there may be a stranger.
 */
async function provesItself(storeFolder: string, file: EngineFile, transport: HttpTransport): Promise<boolean> {
  const key = await userKey();
  const nonce = randomBytes(32).toString('hex');
  try {
    const { proof } = await restClient({ apiUrl: engineApiUrl(file), token: null, transport, timeoutMs: answerWithinMs }).call('proof', { query: { nonce } });
    return isProof(proof, proofOf(key, nonce, { storeFolder, url: file.url, token: file.token }));
  } catch (error) {
    if (error instanceof PlumblineError) return false;
    throw error;
  }
}

/**
 * The running engine of a store: its file names one that is not about to leave, its process is this user's and runs the
 * engine, and it proves to serve this store. Null where any of these fails: then its file is not believed.
 */
export async function runningEngine(storeFolder: string, transport: HttpTransport): Promise<EngineFile | null> {
  const file = await readEngineFile(storeFolder);
  if (!file || file.leaving || !await isEngineProcess(file.pid)) return null;
  return await provesItself(storeFolder, file, transport) ? file : null;
}
