// Runs test files in a process of their own: node mocha-process.js '{"files":[...],"timeout":60000,"tally":"..."}'
import { runMocha, type MochaRun } from './run-mocha';

const run = JSON.parse(process.argv[2] ?? '') as MochaRun;
runMocha(run).then(
  (failures) => { process.exitCode = failures === 0 ? 0 : 1; },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
