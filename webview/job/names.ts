import { l10n } from '../ui/l10n';

/** The kind of a job in words; a server's own kinds are shown as they are. */
export function typeName(type: string): string {
  switch (type) {
    case 'sync': return l10n.t('Sync');
    case 'profile': return l10n.t('Profile');
    case 'scan': return l10n.t('Scan');
    case 'export': return l10n.t('Export');
    case 'materialize': return l10n.t('Materialize');
    default: return humanize(type);
  }
}

/** `records_processed` -> "Records processed". */
export function humanize(key: string): string {
  const words = key.replaceAll(/[_-]+/g, ' ').trim().replaceAll(/\b(?:ai|id|sql)\b/gi, (word) => word.toUpperCase());
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const counters = (): Record<string, string> => ({
  total_containers: l10n.t('Containers'),
  containers_analyzed: l10n.t('Containers done'),
  records_processed: l10n.t('Rows read'),
  records_total: l10n.t('Rows to read'),
  partitions_scanned: l10n.t('Partitions scanned'),
  partitions_analyzed: l10n.t('Partitions analyzed'),
  anomalies_identified: l10n.t('Anomalies found'),
  fields_profiled: l10n.t('Fields profiled'),
  checks_synchronized: l10n.t('Checks synchronized'),
  checks_added: l10n.t('Checks added'),
  checks_updated: l10n.t('Checks updated'),
  containers_added: l10n.t('Containers added'),
  containers_changed: l10n.t('Containers changed'),
  containers_missing: l10n.t('Containers missing'),
  containers_failed: l10n.t('Containers failed'),
  containers_not_checked: l10n.t('Containers not checked'),
});

export function counterName(key: string): string {
  const known = counters();
  return Object.hasOwn(known, key) ? known[key]! : humanize(key);
}
