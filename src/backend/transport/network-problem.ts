import { PlumblineError, type Problem } from '../../core/errors';
import type { HttpRequest } from './transport';

/** Error codes of Node, OpenSSL and undici, in the words of the one who sees them. Values take the host. */
const unreachable: Record<string, (host: string) => Pick<Problem, 'reason' | 'remedy'>> = {
  ENOTFOUND: (host) => ({ reason: `There is no host named ${host}.`, remedy: 'Check the spelling of the URL, and that the VPN is on if it needs one.' }),
  EAI_AGAIN: (host) => ({ reason: `The name ${host} could not be looked up.`, remedy: 'Check the network connection and the DNS settings.' }),
  ECONNREFUSED: (host) => ({ reason: `Nothing answers at ${host}.`, remedy: 'Check the port in the URL, and that the server runs.' }),
  ECONNRESET: (host) => ({ reason: `${host} closed the connection without an answer.`, remedy: 'Try again; if it stays, a firewall or proxy may be in between.' }),
  UND_ERR_SOCKET: (host) => ({ reason: `${host} closed the connection without an answer.`, remedy: 'Try again; if it stays, a firewall or proxy may be in between.' }),
  EHOSTUNREACH: (host) => ({ reason: `There is no way to ${host} from here.`, remedy: 'Check the network connection, and that the VPN is on if it needs one.' }),
  ENETUNREACH: (host) => ({ reason: `There is no way to ${host} from here.`, remedy: 'Check the network connection, and that the VPN is on if it needs one.' }),
  CERT_HAS_EXPIRED: (host) => ({ reason: `The certificate of ${host} has expired.`, remedy: 'Ask the administrator of the server for a new one.' }),
  ERR_TLS_CERT_ALTNAME_INVALID: (host) => ({ reason: `The certificate of ${host} is for another name.`, remedy: 'Use the name that the certificate was made for.' }),
  UND_ERR_RES_EXCEEDED_MAX_SIZE: (host) => ({ reason: `The answer of ${host} is too large.`, remedy: 'Ask for fewer items at once.' }),
};
const untrusted = new Set(['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'CERT_UNTRUSTED', 'CERT_SIGNATURE_FAILURE']);
const timeouts = new Set(['ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'TimeoutError']);

/** An error, what caused it, and what is bundled in it; outermost first. */
function chainOf(error: unknown): Error[] {
  const seen: Error[] = [];
  const walk = (one: unknown): void => {
    if (!(one instanceof Error) || seen.includes(one) || seen.length > 20) return;
    seen.push(one);
    if (one instanceof AggregateError) one.errors.forEach(walk);
    walk(one.cause);
  };
  walk(error);
  return seen;
}

/** Why a call got no answer, as a problem of our own. `timedOut` is true when our own clock ended the call. */
export function networkProblem(error: unknown, request: HttpRequest, timedOut: boolean): PlumblineError {
  const host = new URL(request.url).host;
  const chain = chainOf(error);
  const codes = chain.flatMap((e) => [(e as Error & { code?: unknown }).code, e.name]).filter((c): c is string => typeof c === 'string');
  const detail = chain.map((e) => e.message).filter((m) => m !== '').join(' < ');
  const make = (problem: Problem): PlumblineError => new PlumblineError({ ...problem, detail }, { cause: error });

  if (request.signal?.aborted) return make({ code: 'aborted', reason: 'The call was cancelled.' });
  if (timedOut || codes.some((c) => timeouts.has(c))) {
    return make({
      code: 'timed-out', reason: `${host} did not answer within ${Math.max(1, Math.round(request.timeoutMs / 1000))} s.`,
      remedy: 'Check the network connection, or try again later.',
    });
  }
  if (/\b407\b/.test(detail)) {
    return make({ code: 'unreachable', reason: 'The proxy asks for a user name and password (407).', remedy: 'Put them into the proxy settings (http.proxy in the editor, HTTPS_PROXY in a terminal).' });
  }
  if (/proxy response/i.test(detail)) {
    return make({ code: 'unreachable', reason: `The proxy refuses the way to ${host}.`, remedy: 'Check the proxy settings (http.proxy in the editor, HTTPS_PROXY in a terminal).' });
  }
  if (codes.some((c) => untrusted.has(c))) {
    return make({ code: 'unreachable', reason: `The certificate of ${host} is not trusted here.`, remedy: 'Add the certificate authority to the system, or name its file in NODE_EXTRA_CA_CERTS.' });
  }
  if (codes.some((c) => c === 'EPROTO' || c.startsWith('ERR_SSL_'))) {
    return make({ code: 'unreachable', reason: `${host} does not speak TLS as expected.`, remedy: 'If the server has no TLS, write the URL with http:// instead of https://.' });
  }
  if (codes.some((c) => c.startsWith('HPE_') || c === 'HTTPParserError')) {
    return make({ code: 'not-our-server', reason: `What answers at ${host} does not speak HTTP.`, remedy: 'Check the URL and its port; a server with TLS needs https://.' });
  }
  for (const code of codes) {
    const known = unreachable[code];
    if (known) return make({ code: 'unreachable', ...known(host) });
  }
  return make({ code: 'unreachable', reason: `${host} could not be reached.`, remedy: 'Check the URL and the network connection.' });
}
