import { safeLines } from './output/safe-text';

/** Where the command writes: results to `out`, everything else to `err`. */
export interface Terminal {
  /** As it is: the caller has made it safe. */
  out(text: string): void;
  /** As it is, for lines that are drawn over. */
  rawError(text: string): void;
  /** A line for people on standard error; what it quotes cannot steer the terminal. */
  say(line: string): void;
  readonly outIsTerminal: boolean;
  readonly errorIsTerminal: boolean;
  /** Columns of the terminal, 80 where it is none. */
  columns(): number;
  readonly color: boolean;
}

/** The terminal of this process. A closed pipe (`| head`) ends the process quietly. */
export function processTerminal(): Terminal {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
      throw error;
    });
  }
  const { env } = process;
  return {
    out: (text) => { process.stdout.write(text); },
    rawError: (text) => { process.stderr.write(text); },
    say: (line) => { process.stderr.write(`${safeLines(line)}\n`); },
    outIsTerminal: process.stdout.isTTY === true,
    errorIsTerminal: process.stderr.isTTY === true && env.TERM !== 'dumb',
    // A terminal that does not know its width says 0.
    columns: () => process.stderr.columns || process.stdout.columns || 80,
    color: process.stdout.isTTY === true && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb',
  };
}
