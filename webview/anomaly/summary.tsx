import type { ComponentChildren } from 'preact';
import type { ShownAnomaly } from '../../src/core/protocol/anomaly-panel';
import { ago, count, dateTime } from '../ui/format';
import { l10n } from '../ui/l10n';
import { useNow } from '../ui/now';
import { Tag } from '../ui/tag';

function typeText(type: string): { text: string; title?: string } {
  if (type === 'record') return { text: l10n.t('Record'), title: l10n.t('Rows that break checks') };
  if (type === 'shape') return { text: l10n.t('Shape'), title: l10n.t('A property of the data as a whole') };
  return { text: type };
}

/** What one wants to know at a glance, side by side. */
export function Summary({ anomaly }: { anomaly: ShownAnomaly }) {
  const now = useNow(true, 60_000);
  const type = typeText(anomaly.type);
  const items: { name: string; value: ComponentChildren; title?: string }[] = [{ name: l10n.t('Type'), value: type.text, title: type.title }];
  if (anomaly.rowCount !== null) items.push({ name: l10n.t('Failing rows'), value: count(anomaly.rowCount) });
  if (anomaly.severity !== null) items.push({ name: l10n.t('Severity'), value: count(anomaly.severity) });
  if (anomaly.firstSeen !== null) items.push({ name: l10n.t('First seen'), value: ago(anomaly.firstSeen, now), title: dateTime(anomaly.firstSeen) });
  if (anomaly.lastSeen !== null) items.push({ name: l10n.t('Last seen'), value: ago(anomaly.lastSeen, now), title: dateTime(anomaly.lastSeen) });
  if (anomaly.tags.length) items.push({ name: l10n.t('Tags'), value: <span class="row">{anomaly.tags.map((tag) => <Tag key={tag}>{tag}</Tag>)}</span> });
  return (
    <dl class="glance">
      {items.map((item) => <div key={item.name}><dt>{item.name}</dt><dd title={item.title}>{item.value}</dd></div>)}
    </dl>
  );
}
