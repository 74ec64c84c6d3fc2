import type { IncomingHttpHeaders } from 'node:http';
import { fail } from '../../core/errors';
import { isAuthorized } from './token';

const localNames = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Refuses calls that come by another name than this computer's own, or from a web page: a page in a browser could
 * otherwise reach the engine by a name that its owner points at 127.0.0.1. Throws `not-allowed`.
 */
export function refuseForeign(headers: IncomingHttpHeaders, port: number): void {
  const own = localNames.map((name) => `${name}:${port}`);
  if (!own.includes((headers.host ?? '').toLowerCase())) fail('not-allowed', 'This Host is not served here.', { remedy: `Call http://127.0.0.1:${port}.` });
  const { origin } = headers;
  if (origin !== undefined && !own.some((name) => origin.toLowerCase() === `http://${name}`)) {
    fail('not-allowed', 'Web pages may not call the engine.');
  }
}

/** Throws `not-authenticated` unless the call carries the engine's token. */
export function requireToken(headers: IncomingHttpHeaders, token: string): void {
  if (isAuthorized(headers.authorization, token)) return;
  fail('not-authenticated', headers.authorization === undefined ? 'A token is needed.' : 'The token is not valid.',
    { remedy: 'Use the token in engine.json of the store; it changes with every start of the engine.' });
}
