import type { FormRule, Trial } from '../../src/core/protocol/check-panel';
import { Dropdown } from '../ui/dropdown';
import { l10n } from '../ui/l10n';
import { Section } from '../ui/section';
import { TextArea } from '../ui/text-area';
import { TextField } from '../ui/text-field';
import type { Editing } from './draft';
import { ProblemText, problemWords } from './problem-text';

/** Which rows the check looks at, how many of them must hold, and what people read about it. */
export function Scope({ rule, editing, trial }: { rule: FormRule; editing: Editing; trial: Trial | null }) {
  const { draft, change, problems } = editing;
  const outcome = trial?.seq === editing.seq ? trial.outcome : null;
  const wrongFilter = outcome?.state === 'invalid' && outcome.property === 'filter' ? outcome : null;
  const wrongShare = problems.find((problem) => problem.at === 'coverage');
  const filterHelp = l10n.t('A condition in SQL; only rows that meet it are looked at.');
  const coverageHelp = l10n.t('The share of rows that must hold; all of them when left empty.');
  return (
    <Section title={l10n.t('Details')}>
      <div class="properties">
        {rule.filter && (
          <div class="property">
            <p class="label">{l10n.t('Filter')} <span class="faint">{l10n.t('(optional)')}</span></p>
            <TextArea label={l10n.t('Filter')} help={wrongFilter?.message ?? filterHelp} wrong={wrongFilter !== null} rows={2} mono value={draft.filter} onInput={(filter) => change({ filter })} placeholder="price > 0 AND country = 'DE'" />
            {wrongFilter && <p class="wrong">{wrongFilter.message}</p>}
            <p class="faint">{filterHelp}</p>
          </div>
        )}
        {rule.coverage && (
          <div class="property">
            <p class="label">{l10n.t('Coverage')} <span class="faint">{l10n.t('(optional)')}</span></p>
            <div class="row short"><TextField label={l10n.t('Coverage in percent')} help={problemWords(wrongShare) ?? coverageHelp} wrong={wrongShare !== undefined} value={draft.coverage} onInput={(coverage) => change({ coverage })} placeholder="100" /><span>%</span></div>
            <ProblemText problem={wrongShare} />
            <p class="faint">{coverageHelp}</p>
          </div>
        )}
        <div class="property">
          <p class="label">{l10n.t('Status')}</p>
          <Dropdown label={l10n.t('Status')} value={draft.status} onChange={(status) => change({ status: status === 'Draft' ? 'Draft' : 'Active' })}
            choices={[{ value: 'Active', text: l10n.t('Active: scans use it') }, { value: 'Draft', text: l10n.t('Draft: scans leave it out') }]} />
        </div>
        <div class="property">
          <p class="label">{l10n.t('Description')} <span class="faint">{l10n.t('(optional)')}</span></p>
          <TextArea label={l10n.t('Description')} rows={2} value={draft.description} onInput={(description) => change({ description })} />
        </div>
      </div>
    </Section>
  );
}
