import { z } from 'zod';

/** Text that has a meaning in none of the places where it ends up: no line ends, no NUL. */
const plain = (most: number): z.ZodString => z.string().min(1).max(most).regex(/^[^\0\r\n]*$/, 'It holds a line end or a NUL character.');

/** How a connection to a server is kept from others; files by their paths, which hold what is secret. */
export const tlsSettings = z.strictObject({
  /** `prefer`: where the server can · `require`: always, whoever answers · `verify-full`: always, and the certificate has to be the server's. */
  mode: z.enum(['disable', 'prefer', 'require', 'verify-full']).default('prefer'),
  /** Certificates that vouch for the server's, beside those that the system trusts. */
  ca: plain(4096).optional(),
  /** This client's own certificate and its key. */
  certificate: plain(4096).optional(),
  key: plain(4096).optional(),
});
export type TlsSettings = z.output<typeof tlsSettings>;

/** The fields of a connection to a server (PostgreSQL). Without a password it is taken from `password_env`, the service or `~/.pgpass`. */
export const serverFields = {
  host: plain(255).optional(),
  port: z.number().int().min(1).max(65_535).optional(),
  username: plain(63).optional(),
  tls: tlsSettings.optional(),
  /** Name of a section of `pg_service.conf`, which says what is not said here. */
  service: plain(200).optional(),
  /** Name of the environment variable of the engine that holds the password. */
  password_env: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,127}$/, 'It is no name of an environment variable.').optional(),
  /** Seconds after which the server ends a statement. */
  statement_timeout: z.number().int().min(1).max(86_400).optional(),
};

/** What each kind of connection that the local engine opens is made of, without its secret. */
export const connectionSettings = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('files'), path: z.string(), include: z.array(z.string()).optional() }),
  z.strictObject({ type: z.literal('duckdb'), path: z.string(), include: z.array(z.string()).optional() }),
  z.strictObject({ type: z.literal('postgresql'), ...serverFields }),
]);
export type ConnectionSettings = z.output<typeof connectionSettings>;
export type PostgresSettings = Extract<ConnectionSettings, { type: 'postgresql' }>;
