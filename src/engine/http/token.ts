import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
/** Seconds; the token dies with the engine process, so this only has to outlive one. */
const lifetime = 365 * 86_400;

/**
 * A token for one engine process: JWT-shaped (HS256), because public clients decode it and look at `exp`. It is signed with a
 * secret that nobody keeps, and is recognised by comparison, not by its signature.
 */
export function makeToken(user: string, now: Date): string {
  const issued = Math.floor(now.getTime() / 1000);
  const claims = { sub: user, iss: 'plumbline-engine', jti: randomBytes(16).toString('hex'), iat: issued, exp: issued + lifetime };
  const head = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  return `${head}.${createHmac('sha256', randomBytes(32)).update(head).digest('base64url')}`;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Is this Authorization header the token's? Takes the same time for every wrong one. */
export function isAuthorized(header: string | undefined, token: string): boolean {
  const given = /^Bearer (\S+)$/i.exec(header ?? '')?.[1] ?? '';
  return timingSafeEqual(digest(given), digest(token));
}
