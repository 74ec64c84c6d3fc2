import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, appendFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { PlumblineError, type ErrorCode } from '../../src/core/errors';

/** A PostgreSQL server of the test's own, from the system's packages. */
export interface TestServer {
  readonly host: string;
  readonly port: number;
  /** Its superuser, `plumb`, who needs no password, and a role that needs one. */
  readonly reader: { readonly user: string; readonly password: string };
  readonly data: string;
  /** Runs statements as the superuser. */
  sql(text: string, database?: string): Promise<Record<string, unknown>[]>;
  kill(): Promise<void>;
  stop(): Promise<void>;
}

const programs = '/usr/lib/postgresql';

function newest(): string | null {
  if (process.platform === 'win32' || !existsSync(programs)) return null;
  const [version] = readdirSync(programs).filter((name) => existsSync(path.join(programs, name, 'bin', 'initdb'))).sort((a, b) => Number(b) - Number(a));
  return version === undefined ? null : path.join(programs, version, 'bin');
}

/** Where there is no server to start: why, for the name of what is skipped. Null: there is one. */
export const noPostgres: string | null = newest() === null ? 'no PostgreSQL is installed' : null;

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer().on('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** initdb and the server refuse to run as root; the package's own account does it there. */
const asUser = (program: string, args: readonly string[]): [string, string[]] =>
  (process.getuid?.() === 0 ? ['runuser', ['-u', 'postgres', '--', program, ...args]] : [program, [...args]]);

async function until(done: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    if (await done()) return;
    if (tries > 600) throw new Error('The PostgreSQL server did not start.');
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
}

export async function startPostgres(settings: readonly string[] = []): Promise<TestServer> {
  const bin = newest();
  if (bin === null) throw new Error(noPostgres ?? '');
  const folder = mkdtempSync(path.join(tmpdir(), 'plumbline-pg-'));
  chmodSync(folder, 0o777);
  const data = path.join(folder, 'data');
  const port = await freePort();
  execFileSync(...asUser(path.join(bin, 'initdb'), ['-D', data, '-U', 'plumb', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync']), { stdio: 'ignore', cwd: folder });
  appendFileSync(path.join(data, 'postgresql.conf'), [
    "listen_addresses = '127.0.0.1'", `port = ${port}`, "unix_socket_directories = ''", 'fsync = off', 'full_page_writes = off', 'max_connections = 40', ...settings, '',
  ].join('\n'));
  appendFileSync(path.join(data, 'pg_hba.conf'), '');
  const reader = { user: 'reader', password: 'canary-4711' };
  const hba = ['host all plumb 127.0.0.1/32 trust', 'host all all 127.0.0.1/32 scram-sha-256', ''].join('\n');
  execFileSync(...asUser('/bin/sh', ['-c', `printf '%s' "$1" > "$2"`, 'sh', hba, path.join(data, 'pg_hba.conf')]));
  const start = (): ChildProcess => spawn(...asUser(path.join(bin, 'postgres'), ['-D', data]), { stdio: 'ignore', cwd: folder });
  const server = start();
  const exited = new Promise<void>((resolve) => { server.once('exit', () => resolve()); });
  const sql = async (text: string, database = 'postgres'): Promise<Record<string, unknown>[]> => {
    const client = new pg.Client({ host: '127.0.0.1', port, user: 'plumb', database });
    client.on('error', () => undefined);
    await client.connect();
    try {
      const result = await client.query(text) as unknown as { rows: Record<string, unknown>[] } | { rows: Record<string, unknown>[] }[];
      return Array.isArray(result) ? result.at(-1)!.rows : result.rows;
    } finally {
      await client.end();
    }
  };
  await until(() => sql('SELECT 1').then(() => true, () => false));
  await sql(`CREATE ROLE ${reader.user} LOGIN PASSWORD '${reader.password}'`);
  const postmaster = (): number => Number(execFileSync('head', ['-1', path.join(data, 'postmaster.pid')], { stdio: ['ignore', 'pipe', 'ignore'] }).toString());
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    try { process.kill(postmaster(), signal); } catch { /* It is gone. */ }
    await exited;
  };
  return {
    host: '127.0.0.1', port, reader, data, sql,
    kill: () => end('SIGQUIT'),
    stop: async () => {
      await end('SIGQUIT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Whether what was thrown is a problem of that code. */
export const isErrorCode = (error: unknown, code: ErrorCode): boolean => PlumblineError.is(error, code);
