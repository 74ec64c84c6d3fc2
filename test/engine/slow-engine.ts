// An engine process of which every operation takes long and stores one container at its end.
import { engineArguments } from '../../src/engine/process/arguments';
import { runEngine } from '../../src/engine/process/run-engine';
import type { OperationRunner } from '../../src/engine/operations/runner';
import { containerOf } from './entities';

const slow: OperationRunner = async ({ signal, datastore, report }) => {
  const length = Number(process.env.SLOW_MS ?? '60000');
  report({ total_containers: 1 });
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, length);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(new Error('interrupted'));
    });
  });
  return { result: 'success', message: null, status: {}, commit: async (tx) => void await tx.saveContainer(containerOf({ datastore_id: datastore.id })) };
};

void runEngine({
  args: engineArguments(process.argv.slice(2)), version: '0.0.1', checkReplies: true,
  work: () => ({
    runners: { sync: slow, profile: slow, scan: slow },
    probe: { test: async () => ({ connected: true, message: null }) },
    rules: { specs: () => [], check: async (definition) => definition },
    reading: { describe: () => Promise.reject(new Error('not here')), preview: () => Promise.reject(new Error('not here')) },
    trial: { validate: async () => ({ valid: true }), explain: async () => ({ checks: [], statements: [] }) },
  }),
}).then((code) => process.exit(code));
