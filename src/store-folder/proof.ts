import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { realpathSync } from 'node:fs';

/** What an engine proves to know: the store that it serves, and where and with which token it does. */
export interface Claim {
  readonly storeFolder: string;
  readonly url: string;
  readonly token: string;
}

/**
 * Answers a challenge. The key is the user's and lies outside the store, so a server that came with a repository cannot
 * know it; the store's own path, the address and the token are part of it, so no answer serves for another engine, not for
 * a copy of the store, and not for who passes the challenge on.
 */
export function proofOf(key: Buffer, nonce: string, { storeFolder, url, token }: Claim): string {
  const claim = ['plumbline engine 1', nonce, realpathSync.native(storeFolder), url, createHash('sha256').update(token).digest('hex')];
  return createHmac('sha256', key).update(JSON.stringify(claim)).digest('hex');
}

/** Takes the same time for every wrong one. */
export function isProof(given: string, expected: string): boolean {
  const [a, b] = [given, expected].map((text) => createHash('sha256').update(text).digest());
  return timingSafeEqual(a!, b!);
}
