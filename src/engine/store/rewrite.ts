import { DuckDBInstance } from '@duckdb/node-api';
import { renameSync, rmSync } from 'node:fs';
import { checkedVersion } from './catalogue';
import { textOf } from './open-instance';

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/**
 * Writes a state file anew, so that what was taken out of it is not in its free blocks either. The new one takes the old
 * one's name once it is whole; a kill leaves the old one. Only for who has just had the file open; gives what went wrong,
 * the file is then as it was.
 */
export async function rewrite(file: string): Promise<string | null> {
  const draft = `${file}.new`;
  const instance = await DuckDBInstance.create(':memory:', { autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' });
  try {
    rmSync(draft, { force: true });
    const connection = await instance.connect();
    await connection.run(`ATTACH ${quoted(file)} AS before_it`);
    await connection.run(`ATTACH ${quoted(draft)} AS after_it`);
    await connection.run('COPY FROM DATABASE before_it TO after_it');
    await connection.run('CHECKPOINT after_it');
    await connection.run('DETACH after_it');
    await connection.run('DETACH before_it');
    const written = await DuckDBInstance.create(draft);
    try {
      await checkedVersion(await written.connect());
    } finally {
      written.closeSync();
    }
    renameSync(draft, file);
    return null;
  } catch (error) {
    rmSync(draft, { force: true });
    return textOf(error);
  } finally {
    instance.closeSync();
  }
}
