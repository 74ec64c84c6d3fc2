import type { ShownFigure, ShownProfile } from '../../src/core/protocol/profile-panel';
import { l10n } from '../ui/l10n';

/** What a figure is called, and the columns of its table. */
export function figureWords(kind: ShownFigure['kind']): { title: string; head: string[] } {
  switch (kind) {
    case 'completeness': return { title: l10n.t('Completeness'), head: [l10n.t('Field'), l10n.t('Type'), l10n.t('Filled'), l10n.t('Different values')] };
    case 'correlations': return { title: l10n.t('Correlations'), head: [l10n.t('Field'), l10n.t('Other field'), l10n.t('Coefficient'), l10n.t('Standard error')] };
    case 'keys': return { title: l10n.t('Keys'), head: [l10n.t('Fields'), l10n.t('Seen on records')] };
    case 'dependencies': return { title: l10n.t('Dependencies'), head: [l10n.t('From'), l10n.t('Follows'), l10n.t('Share that holds'), l10n.t('Breaks at most'), l10n.t('Groups')] };
    case 'partitions': return { title: l10n.t('Files'), head: [l10n.t('File'), l10n.t('Records'), l10n.t('Size'), l10n.t('Last changed')] };
    case 'values': return { title: l10n.t('Values'), head: [l10n.t('Value'), l10n.t('Records'), l10n.t('Share')] };
    case 'histogram': return { title: l10n.t('Distribution'), head: [l10n.t('From'), l10n.t('To'), l10n.t('Records')] };
    case 'quantiles': return { title: l10n.t('Quantiles'), head: [l10n.t('Share below'), l10n.t('Value')] };
    case 'formats': return { title: l10n.t('Formats'), head: [l10n.t('Format'), l10n.t('Records'), l10n.t('Share'), l10n.t('Example')] };
    case 'gaps': return { title: l10n.t('Longest gaps'), head: [l10n.t('From'), l10n.t('To'), l10n.t('Periods')] };
    case 'related': return { title: l10n.t('Correlated fields'), head: [l10n.t('Field'), l10n.t('Coefficient'), l10n.t('Standard error'), l10n.t('Straight line')] };
    case 'drift': return { title: l10n.t('Changes since the profile before'), head: [l10n.t('What'), l10n.t('Before'), l10n.t('Now')] };
    case 'trend': return { title: l10n.t('Profiles over time'), head: [l10n.t('Made'), l10n.t('Records'), l10n.t('Filled'), l10n.t('Different values'), l10n.t('Mean')] };
  }
}

/** What a number of a profile is called. */
export function factWord(name: ShownProfile['facts'][number]['name']): string {
  switch (name) {
    case 'type': return l10n.t('Type');
    case 'records': return l10n.t('Records');
    case 'sampled': return l10n.t('Records in the sample');
    case 'completeness': return l10n.t('Filled');
    case 'distinct': return l10n.t('Different values');
    case 'unique': return l10n.t('Different per record');
    case 'min': return l10n.t('Least');
    case 'max': return l10n.t('Greatest');
    case 'mean': return l10n.t('Mean');
    case 'sum': return l10n.t('Sum');
    case 'deviation': return l10n.t('Standard deviation');
    case 'skewness': return l10n.t('Skewness');
    case 'kurtosis': return l10n.t('Kurtosis');
    case 'entropy': return l10n.t('Entropy (bits)');
    case 'not finite': return l10n.t('NaN and infinite');
    case 'lengths': return l10n.t('Lengths (mean)');
    case 'blanks': return l10n.t('Blank');
    case 'padded': return l10n.t('White space at an end');
    case 'mojibake': return l10n.t('Decoded wrongly');
    case 'written as': return l10n.t('Written as');
    case 'defaults': return l10n.t('Stands for no value');
    case 'order': return l10n.t('Order');
    case 'sequence': return l10n.t('Sequence');
    case 'gaps': return l10n.t('Periods without records');
    case 'drift': return l10n.t('Drift (Jensen-Shannon)');
    case 'checks': return l10n.t('Checks');
    case 'anomalies': return l10n.t('Open anomalies');
    case 'duplicates': return l10n.t('Duplicate records');
    case 'bytes': return l10n.t('Size');
    case 'files': return l10n.t('Files');
    case 'changed': return l10n.t('Last changed');
    case 'created': return l10n.t('Profiled');
  }
}
