import type { CheckForm } from '../../src/core/protocol/check-panel';
import { withRule } from '../../src/core/protocol/check-rules';
import { l10n } from '../ui/l10n';
import { MessageBox, NoticeBox } from '../ui/message-box';
import { CheckHeader } from './check-header';
import { useDraft } from './draft';
import { FieldPicker } from './field-picker';
import { Properties } from './properties';
import { RulePicker } from './rule-picker';
import { Scope } from './scope';
import { TrialBox } from './trial-box';

/** The form of a check, made from what the server says of its rules. */
export function CheckView({ state: form }: { state: CheckForm }) {
  const editing = useDraft(form);
  const { draft, rule, problems, change } = editing;
  const isNew = form.checkId === null;
  const ask = (at: string) => problems.find((problem) => problem.at === at);
  return (
    <>
      <CheckHeader form={form} editing={editing} />
      <NoticeBox notice={form.notice} />
      {form.inferred && <MessageBox tone="info"><p>{l10n.t('A profile made this check and keeps it up to date. Once you save a change it is yours, and profiles leave it alone.')}</p></MessageBox>}
      {!isNew && !rule && <MessageBox tone="warning"><p>{l10n.t('The server does not describe the rule {0}, so it cannot be edited here.', draft.rule)}</p></MessageBox>}
      <RulePicker form={form} rule={rule} canChange={isNew} choose={(chosen) => change(chosen ? withRule(draft, chosen, form.fields) : { rule: '' })} />
      {rule && (
        <>
          {rule.fields !== 'none' && <FieldPicker rule={rule} fields={form.fields} chosen={draft.fields} problem={ask('fields')} change={(fields) => change({ fields })} />}
          <Properties form={form} rule={rule} editing={editing} />
          <Scope rule={rule} editing={editing} trial={form.trial} />
          <TrialBox form={form} editing={editing} />
        </>
      )}
    </>
  );
}
