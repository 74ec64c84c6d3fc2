import type { CheckForm, Trial } from '../../src/core/protocol/check-panel';
import { count } from '../ui/format';
import { Icon } from '../ui/icon';
import { l10n } from '../ui/l10n';
import { ProgressRing } from '../ui/progress';
import type { Editing } from './draft';

/** The text in which the server found a fault, with the column (from 1) marked by a line of its own below it. */
function Excerpt({ text, column }: { text: string; column: number }) {
  return <pre>{`${text}\n${' '.repeat(Math.max(0, column - 1))}^`}</pre>;
}

function textOf(property: string | null, editing: Editing): string | null {
  if (property === null) return null;
  if (property === 'filter') return editing.draft.filter;
  const value = editing.draft.properties[property.replace(/^properties\./, '')];
  return typeof value === 'string' ? value : null;
}

function failingText(failing: number, rows: number | null): string {
  if (failing === 0) return rows === null ? l10n.t('Fails on no row now.') : l10n.t('Fails on none of {0} rows now.', count(rows));
  if (rows === null) return failing === 1 ? l10n.t('Fails on 1 row now.') : l10n.t('Fails on {0} rows now.', count(failing));
  return l10n.t('Fails on {0} of {1} rows now.', count(failing), count(rows));
}

type Valid = Extract<Trial['outcome'], { state: 'valid' }>;

/** Whether the check holds now; null where the server could not tell. */
function holds(outcome: Valid): boolean | null {
  return outcome.passes ?? (outcome.failing === null ? null : outcome.failing === 0);
}

function headline(outcome: Valid): string {
  if (outcome.failing !== null) return failingText(outcome.failing, outcome.rows);
  const passes = holds(outcome);
  if (passes === null) return l10n.t('The check runs.');
  return passes ? l10n.t('Holds now.') : l10n.t('Fails now.');
}

function Outcome({ outcome, editing }: { outcome: Trial['outcome']; editing: Editing }) {
  switch (outcome.state) {
    case 'running':
      return <><ProgressRing /><div><p>{l10n.t('Trying the check on the data as it is now…')}</p></div></>;
    case 'unknown':
      return <><Icon name="info" /><div><p>{l10n.t('The check could not be tried.')}</p><p class="faint">{outcome.reason}</p></div></>;
    case 'invalid': {
      const text = textOf(outcome.property, editing);
      return (
        <>
          <Icon name="failed" />
          <div>
            <p><strong>{l10n.t('The check does not run.')}</strong></p>
            <p>{outcome.message}</p>
            {/* In a text of several lines the message says which line it means. */}
            {text && !text.includes('\n') && outcome.column !== null && <Excerpt text={text} column={outcome.column} />}
          </div>
        </>
      );
    }
    case 'valid': {
      const passes = holds(outcome);
      return (
        <>
          <Icon name={passes === null ? 'info' : passes ? 'completed' : 'warning'} />
          <div>
            <p><strong>{headline(outcome)}</strong>{outcome.failing !== null && outcome.failing > 0 && passes && <> {l10n.t('Within the coverage, so it holds.')}</>}</p>
            {passes === false && outcome.violation && <p class="faint">{outcome.violation}</p>}
            {outcome.note && <p class="faint">{outcome.note}</p>}
          </div>
        </>
      );
    }
  }
}

/** What would happen now if the check were saved; told before it is. */
export function TrialBox({ form, editing }: { form: CheckForm; editing: Editing }) {
  if (editing.problems.length > 0) return <div class="trial" role="status"><Icon name="info" /><div><p>{l10n.t('Fill in what is needed, and the check is tried on the data.')}</p></div></div>;
  const outcome: Trial['outcome'] = form.trial?.seq === editing.seq ? form.trial.outcome : { state: 'running' };
  const passes = outcome.state === 'valid' ? holds(outcome) : null;
  const tone = outcome.state === 'invalid' ? 'bad' : passes === false ? 'warn' : passes === true ? 'ok' : 'calm';
  return <div class={`trial trial-${tone}`} role="status"><Outcome outcome={outcome} editing={editing} /></div>;
}
