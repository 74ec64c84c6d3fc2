// An engine process of which every operation takes long and stores one container at its end.
import { engineArguments } from '../../src/engine/process/arguments';
import { runEngine } from '../../src/engine/process/run-engine';
import { oneRunner } from '../support/one-runner';
import type { OperationRunner } from '../../src/engine/operations/runner';
import { containerOf } from './entities';

const slow: OperationRunner = async ({ signal, datastore, report }) => {
  const length = Number(process.env.SLOW_MS ?? '60000');
  report({ total_containers: 1 });
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, length);
    // A native statement that does not stop.
    if (process.env.SLOW_DEAF !== '1') signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(new Error('interrupted'));
    });
  });
  return { result: 'success', message: null, status: {}, commit: async (tx) => void await tx.saveContainer(containerOf({ datastore_id: datastore.id, name: 'x'.repeat(Number(process.env.SLOW_BYTES ?? '1')) })) };
};

void runEngine({
  args: engineArguments(process.argv.slice(2)), version: '0.0.1', checkReplies: true,
  work: (store) => ({
    runners: oneRunner(slow),
    probe: {
      test: async () => {
        // A list that takes for ever to read.
        if (process.env.SLOW_READ === '1') await store.source.rows('SELECT count(*) FROM range(1000000000000) AS a(n) WHERE hash(n) = 1');
        return { connected: true, message: null };
      },
    },
    rules: { specs: () => [], check: async (definition) => definition },
    reading: () => ({ tryField: () => Promise.reject(new Error('not here')), describe: () => Promise.reject(new Error('not here')), preview: () => Promise.reject(new Error('not here')) }),
    trial: { validate: async () => ({ valid: true }), explain: async () => ({ checks: [], statements: [] }) },
  }),
}).then((code) => process.exit(code));
