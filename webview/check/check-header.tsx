import type { CheckForm, CheckToHost } from '../../src/core/protocol/check-panel';
import { Button, LinkButton } from '../ui/button';
import { useHost } from '../panel/host';
import { l10n } from '../ui/l10n';
import type { Editing } from './draft';

/** Why the check cannot be saved now; undefined when it can. */
function obstacle(form: CheckForm, editing: Editing): string | undefined {
  if (form.busy) return l10n.t('An action is on its way.');
  if (!editing.rule) return l10n.t('Choose a rule first.');
  if (editing.problems.length > 0) return l10n.t('Something is missing: see the marked places.');
  const outcome = form.trial?.seq === editing.seq ? form.trial.outcome : null;
  if (outcome?.state === 'invalid') return l10n.t('The check does not run: see the message below.');
  if (form.checkId !== null && !editing.changed) return l10n.t('Nothing was changed.');
  return undefined;
}

export function CheckHeader({ form, editing }: { form: CheckForm; editing: Editing }) {
  const host = useHost<CheckToHost>();
  const why = obstacle(form, editing);
  const place = [form.datastore?.name, form.container.name].filter((name) => name !== undefined).join(' / ');
  return (
    <header>
      <div class="head-text">
        <h1>{form.checkId === null ? l10n.t('New Check') : l10n.t('Check {0}', `#${form.checkId}`)}</h1>
        <p class="under">
          <LinkButton title={l10n.t('Show in the Datastores view')} onClick={() => host.post({ type: 'goToAsset' })}>{place}</LinkButton>
          {editing.changed && <span>{l10n.t('not saved')}</span>}
        </p>
      </div>
      <div class="row actions" role="group" aria-label={l10n.t('Actions')}>
        {form.checkId !== null && <Button disabled={form.busy} onClick={() => host.post({ type: 'archive' })}>{l10n.t('Archive')}</Button>}
        {editing.changed && <Button disabled={form.busy} onClick={editing.revert}>{l10n.t('Discard Changes')}</Button>}
        <Button kind="primary" icon="check" disabled={why !== undefined} title={why} onClick={() => host.post({ type: 'save', draft: editing.draft })}>
          {form.checkId === null ? l10n.t('Create Check') : l10n.t('Save')}
        </Button>
      </div>
    </header>
  );
}
