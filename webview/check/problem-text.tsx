import type { DraftProblem } from '../../src/core/protocol/check-rules';
import { Icon } from '../ui/icon';
import { l10n } from '../ui/l10n';

/** What is wrong with a part of the form, in words; undefined where nothing is. */
export function problemWords(problem: DraftProblem | undefined): string | undefined {
  switch (problem?.what) {
    case undefined: return undefined;
    case 'needed': return l10n.t('This is needed.');
    case 'no-number': return l10n.t('This is not a number.');
    case 'no-share': return l10n.t('A percentage from 0 to 100 is needed.');
    case 'no-choice': return l10n.t('This is none of the choices.');
  }
}

/** What is wrong with one part of the form, below it. What is merely still empty is told calmly. */
export function ProblemText({ problem }: { problem: DraftProblem | undefined }) {
  if (!problem) return null;
  const calm = problem.what === 'needed';
  return <p class={calm ? 'needed' : 'wrong'}>{!calm && <Icon name="failed" />}{problemWords(problem)}</p>;
}
