import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type EngineFile, engineFile, engineFileName } from '../../core/api/engine-file';
import { PlumblineError } from '../../core/errors';
import { restClient } from '../rest/client';
import { isLoopback } from '../transport/loopback';
import type { HttpTransport } from '../transport/transport';

const answerWithinMs = 3000;

/** What the store's engine file says; null where there is none or it cannot be one. */
export async function readEngineFile(storeFolder: string): Promise<EngineFile | null> {
  let text: string;
  try {
    text = await readFile(path.join(storeFolder, engineFileName), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new PlumblineError({
      code: 'engine-unavailable', reason: `${path.join(storeFolder, engineFileName)} cannot be read.`,
      remedy: 'The store belongs to the user that made it; use a store of your own.', detail: error instanceof Error ? error.message : String(error),
    }, { cause: error });
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
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

/** The running engine of a store: its file names one, it answers, and it knows the token. Null where any of these fails. */
export async function runningEngine(storeFolder: string, transport: HttpTransport): Promise<EngineFile | null> {
  const file = await readEngineFile(storeFolder);
  if (!file) return null;
  try {
    await restClient({ apiUrl: engineApiUrl(file), token: file.token, transport, timeoutMs: answerWithinMs }).call('me');
    return file;
  } catch (error) {
    if (error instanceof PlumblineError) return null;
    throw error;
  }
}
