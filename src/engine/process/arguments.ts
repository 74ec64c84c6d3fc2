import { parseArgs } from 'node:util';
import { fail } from '../../core/errors';

export interface EngineArguments { readonly store: string; readonly idleMinutes: number; readonly port: number; readonly keepDays: number }

const usage = 'Usage: node engine.js --store FOLDER [--idle-minutes 5] [--port 0] [--keep-days 180]';

function number(text: string, name: string, max: number): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 0 || value > max) fail('bad-request', `--${name} takes a number from 0 to ${max}.`, { remedy: usage });
  return value;
}

/**
 * Parses the engine's command line. `--idle-minutes 0` stays until it is stopped, `--keep-days 0` keeps everything; without
 * `--keep-days`, `PLUMBLINE_KEEP_DAYS` of the environment says it. Throws `bad-request`.
 */
export function engineArguments(argv: readonly string[], environment: NodeJS.ProcessEnv = process.env): EngineArguments {
  let values: { store?: string; 'idle-minutes': string; port: string; 'keep-days': string };
  try {
    ({ values } = parseArgs({
      args: [...argv], strict: true,
      options: {
        store: { type: 'string' }, 'idle-minutes': { type: 'string', default: '5' }, port: { type: 'string', default: '0' },
        'keep-days': { type: 'string', default: environment.PLUMBLINE_KEEP_DAYS ?? '180' },
      },
    }));
  } catch (error) {
    fail('bad-request', error instanceof Error ? error.message : String(error), { remedy: usage }, error);
  }
  if (!values.store) fail('bad-request', '--store is needed.', { remedy: usage });
  return {
    store: values.store, idleMinutes: number(values['idle-minutes'], 'idle-minutes', 525_600), port: Math.trunc(number(values.port, 'port', 65_535)),
    keepDays: number(values['keep-days'], 'keep-days', 36_500),
  };
}
