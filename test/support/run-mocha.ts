import { format } from 'node:util';
import { tallyInto } from './tally-reporter';

export interface MochaRun {
  readonly files: readonly string[];
  /** Milliseconds a test may take unless it says otherwise. */
  readonly timeout: number;
  /** File that the tally is appended to. */
  readonly tally: string;
  readonly grep?: string;
  /** Put before each line, where others print to the same console. */
  readonly mark?: string;
}

/** Runs test files in this process and prints them as they go; gives the number of failures. */
export async function runMocha(run: MochaRun): Promise<number> {
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({ ui: 'bdd', timeout: run.timeout, reporter: 'spec', forbidOnly: true, ...(run.grep ? { grep: run.grep } : {}) });
  for (const file of run.files) mocha.addFile(file);
  // A log file is read by people and programs that colour codes would only hinder.
  Mocha.reporters.Base.useColors = process.stdout.isTTY === true;
  if (run.mark) Mocha.reporters.Base.consoleLog = (...args: unknown[]) => console.log(`${run.mark}${format(...args)}`);
  await mocha.loadFilesAsync();
  return new Promise((resolve) => {
    tallyInto(run.tally, mocha.run(resolve));
  });
}
