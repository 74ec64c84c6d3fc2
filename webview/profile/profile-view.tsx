import type { ProfileToHost, ShownProfile } from '../../src/core/protocol/profile-panel';
import { useHost } from '../panel/host';
import { Button } from '../ui/button';
import { Dropdown } from '../ui/dropdown';
import { l10n } from '../ui/l10n';
import { MessageBox, NoticeBox } from '../ui/message-box';
import { Facts } from '../ui/section';
import { Visible } from '../ui/visible';
import { FigureView } from './figure-view';
import { Proposals } from './proposals';
import { factWord } from './words';

/** No field has this as its name: names come with a sign before them. */
const whole = 'container';

function Head({ profile }: { profile: ShownProfile }) {
  const host = useHost<ProfileToHost>();
  return (
    <header>
      <div class="head-text">
        <h1><Visible text={profile.field ?? profile.name} /></h1>
        <p class="under"><span><Visible text={profile.datastore} /></span>{profile.field !== null && <span><Visible text={profile.name} /></span>}</p>
      </div>
      <div class="row">
        {profile.fields.length > 0 && (
          <Dropdown label={l10n.t('Shown')} value={profile.field === null ? whole : `.${profile.field}`}
            choices={[{ value: whole, text: l10n.t('The container as a whole') }, ...profile.fields.map(({ name, type }) => ({ value: `.${name}`, text: type === '' ? name : `${name} (${type})` }))]}
            onChange={(value) => host.post({ type: 'choose', field: value === whole ? null : value.slice(1) })} />
        )}
        <Button onClick={() => host.post({ type: 'createCheck' })}>{l10n.t('Create Check')}</Button>
        <Button icon="retry" onClick={() => host.post({ type: 'profile' })}>{l10n.t('Profile Again')}</Button>
      </div>
    </header>
  );
}

/** What profiles found of a container, or of one of its fields. */
export function ProfileView({ state: profile }: { state: ShownProfile }) {
  const about = profile.field ?? profile.name;
  return (
    <>
      <Head profile={profile} />
      <NoticeBox notice={profile.notice} />
      {profile.none && <MessageBox tone="info"><p>{l10n.t('It has not been profiled yet.')}</p></MessageBox>}
      {!profile.none && profile.facts.length === 0 && profile.field !== null && <MessageBox tone="info"><p>{l10n.t('The latest profile has no such field.')}</p></MessageBox>}
      <Facts items={profile.facts.map(({ name, value }) => ({ name: factWord(name), value: <Visible text={value} /> }))} />
      <div class="figures">{profile.figures.map((figure) => <FigureView key={`${about} ${figure.kind}`} figure={figure} about={about} />)}</div>
      <Proposals checks={profile.checks} />
    </>
  );
}
