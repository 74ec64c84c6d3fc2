import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Milliseconds after which the command is ended and counts as failed. */
  readonly timeout?: number;
}

/** Runs a program to its end without a shell; gives what it printed. Rejects with the tail of its output when it fails. */
export function runCommand(command: string, args: readonly string[], options: CommandOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: options.cwd, env: options.env ?? process.env, timeout: options.timeout, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { output += chunk.toString(); });
    child.once('error', (error) => reject(new Error(`${command} cannot be started: ${error.message}`)));
    child.once('close', (code, signal) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${command} ${args.join(' ')} ended with ${signal ?? `exit code ${code}`}\n${output.trim().split('\n').slice(-15).join('\n')}`));
    });
  });
}

/** Runs npm, the one that started us where there is one, so that the same version and settings hold. */
export function runNpm(args: readonly string[], options: CommandOptions): Promise<string> {
  // A surrounding `npm test` describes its own package in these variables; a nested npm must not take them for its own.
  const env = Object.fromEntries(Object.entries(options.env ?? process.env)
    .filter(([key]) => !/^(npm_package_|npm_lifecycle_|npm_config_local_prefix$|npm_command$|INIT_CWD$)/.test(key)));
  const quiet = ['--no-audit', '--no-fund', '--loglevel', 'error'];
  const beside = path.join(path.dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js');
  const script = [process.env.npm_execpath, beside].find((file) => file !== undefined && file.endsWith('npm-cli.js') && existsSync(file));
  return script
    ? runCommand(process.execPath, [script, ...args, ...quiet], { ...options, env })
    : runCommand('npm', [...args, ...quiet], { ...options, env });
}

/** The first of `names` that is a file in a folder of PATH, as an absolute path. */
export function onPath(names: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find((file) => existsSync(file));
}
