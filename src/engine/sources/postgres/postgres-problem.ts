import { PlumblineError, type Problem } from '../../../core/errors';
import { errorText } from '../../sql/fault';
import type { PostgresLogin } from './login';
import type { ServerError } from './postgres-fault';

interface Place { readonly login: Pick<PostgresLogin, 'host' | 'port' | 'database' | 'user' | 'password' | 'note'>; readonly container?: string }
type Said = Pick<Problem, 'code' | 'reason' | 'remedy'>;

const lostCodes = new Set(['57P01', '57P02', '57P03', '08006', '08003', '08000', 'ECONNRESET', 'EPIPE']);

function ofNetwork(code: string, text: string, { host, port, user }: Place['login']): Said | null {
  const server = `${host}:${port}`;
  switch (code) {
    case 'ENOTFOUND': case 'EAI_AGAIN': return { code: 'source-missing', reason: `There is no host ${host}.`, remedy: 'Correct the host of the connection, or check the network.' };
    case 'ECONNREFUSED': return { code: 'source-missing', reason: `No server answers at ${server}.`, remedy: 'Check host and port of the connection, and that PostgreSQL runs there and listens on that address.' };
    case 'ETIMEDOUT': case 'EHOSTUNREACH': case 'ENETUNREACH': return { code: 'source-missing', reason: `${server} cannot be reached.`, remedy: 'Check the network, a VPN or a firewall in between.' };
    case 'DEPTH_ZERO_SELF_SIGNED_CERT': case 'SELF_SIGNED_CERT_IN_CHAIN': case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE': case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
      return { code: 'source-unreadable', reason: `Nobody that is trusted vouches for the certificate of ${server}.`, remedy: 'Give the CA certificate of the server (tls.ca).' };
    case 'ERR_TLS_CERT_ALTNAME_INVALID': return { code: 'source-unreadable', reason: `The certificate of ${server} is for another host.`, remedy: 'Name the host as its certificate does, or use the TLS mode "require".' };
    case 'CERT_HAS_EXPIRED': return { code: 'source-unreadable', reason: `The certificate of ${server} has expired.`, remedy: 'Have it renewed.' };
    default: break;
  }
  if (/does not support SSL/.test(text)) return { code: 'source-unreadable', reason: `${server} does not speak TLS.`, remedy: 'Turn TLS on at the server, or set the TLS mode of the connection to "disable".' };
  if (/timeout expired|Connection terminated due to connection timeout/.test(text)) return { code: 'source-missing', reason: `${server} does not answer.`, remedy: 'Check host and port, a VPN or a firewall in between.' };
  if (/^SASL: .*client password must be/.test(text)) return { code: 'password-needed', reason: `${user} at ${server} needs a password.`, remedy: 'Give the password, or keep it in ~/.pgpass.' };
  if (lostCodes.has(code) || /Connection terminated|server closed the connection|not queryable/i.test(text)) {
    return { code: 'source-unreadable', reason: `The connection to ${server} was lost.`, remedy: 'Run it again when the server is there.' };
  }
  return null;
}

function ofServer(code: string, text: string, { login, container }: Place): Said | null {
  const { host, port, database, user } = login;
  const server = `${host}:${port}`;
  const what = container ?? database;
  switch (code) {
    case '28P01': case '28000':
      if (/no pg_hba\.conf entry/.test(text)) return { code: 'source-unreadable', reason: `${server} lets ${user} not connect to ${database} from this computer: ${text}`, remedy: 'Have a line for it added to pg_hba.conf, or connect with TLS.' };
      if (/does not exist|certificate/.test(text)) return { code: 'source-unreadable', reason: `${server} does not let ${user} in: ${text}.`, remedy: 'Correct the user of the connection, or have the role made.' };
      return { code: 'password-needed', reason: login.password === null ? `${user} at ${server} needs a password.` : `${server} does not accept the password of ${user}.`, remedy: 'Give the password again.' };
    case '3D000': return { code: 'source-missing', reason: `There is no database ${database} at ${server}.`, remedy: 'Correct the database of the datastore.' };
    case '53300': return { code: 'source-locked', reason: `${server} has no connection left for ${user}.`, remedy: 'Try again later, or have more connections allowed.' };
    case '42501': return /database/.test(text)
      ? { code: 'source-unreadable', reason: `${user} may not connect to ${database} at ${server}.`, remedy: `Have the right granted: GRANT CONNECT ON DATABASE to ${user}.` }
      : { code: 'source-unreadable', reason: `${user} may not read ${what}.`, remedy: `Have the rights granted: USAGE on its schema and SELECT on it, to ${user}.` };
    case '42P01': case '42703': case '3F000': return { code: 'source-changed', reason: `${what} is not as it was catalogued: ${text}.`, remedy: 'Run a sync to bring the catalogue up to date.' };
    case '55P03': return { code: 'source-locked', reason: `${what} is locked by another session.`, remedy: 'Run it again when that has ended.' };
    case '57014': return /statement timeout/.test(text)
      ? { code: 'timed-out', reason: `Reading ${what} took longer than the connection allows a statement.`, remedy: 'Allow more (statement_timeout), or look at fewer rows.' }
      : { code: 'source-unreadable', reason: `The statement on ${what} was cancelled at the server.`, remedy: 'Run it again.' };
    case '25P03': return { code: 'timed-out', reason: `${server} ended the transaction because it lay idle.`, remedy: 'Run it again.' };
    case '53100': case '53200': case '53400': return { code: 'out-of-memory', reason: `${server} has not enough memory or temporary space to read ${what}: ${text}.`, remedy: 'Look at fewer rows, or have more allowed there.' };
    default: return null;
  }
}

/** What the server, or the way to it, says, as the domain's error. A password is never in it. */
export function postgresProblem(error: unknown, place: Place): PlumblineError {
  if (PlumblineError.is(error)) return error;
  const { code = '', detail } = error as ServerError;
  const text = errorText(error).split('\n')[0] ?? '';
  const { note } = place.login;
  const said = ofServer(code, text, place) ?? ofNetwork(code, text, place.login)
    ?? { code: 'source-unreadable' as const, reason: `${place.container ?? place.login.database} at ${place.login.host}:${place.login.port} cannot be read: ${text}` };
  const more = said.code === 'password-needed' && note !== null ? `${said.reason} ${note}` : said.reason;
  return new PlumblineError({ ...said, reason: more, detail: [text, code, detail].filter(Boolean).join('\n') }, { cause: error });
}
