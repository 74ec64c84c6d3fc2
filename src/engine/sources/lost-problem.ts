import type { Problem } from '../../core/errors';
import { isSessionLost } from '../sql/session';

/** Why reading `name` cost the process that did it, as a problem of what was read; null for any other error. */
export function lostProblem(error: unknown, name: string): Problem | null {
  const place = { path: name };
  if (isSessionLost(error)) {
    const { problem } = error;
    return problem.code === 'out-of-memory'
      ? { ...problem, reason: `${name} cannot be read within the memory allowed. ${problem.reason}`, place }
      : {
        code: 'source-malformed', reason: `${name} makes the process that reads it crash.`, place, detail: problem.detail,
        remedy: 'It is damaged, or nested too deeply: write it anew, or leave it out with an exclude pattern.',
      };
  }
  const text = error instanceof Error ? error.message : '';
  if (!/^Out of Memory Error/.test(text)) return null;
  return {
    code: 'out-of-memory', reason: `${name} cannot be read within the memory allowed.`, place, detail: text,
    remedy: 'Split it, or allow more with the environment variable PLUMBLINE_MEMORY_LIMIT (for example 4GB).',
  };
}
