import type { FactName } from '../../core/profile/facts';
import type { FigureKind } from '../../core/profile/figure';

/** What a figure is called, and its columns. */
export const figureWords: Readonly<Record<FigureKind, { readonly title: string; readonly head: readonly string[] }>> = {
  completeness: { title: 'Completeness', head: ['field', 'type', 'filled', 'different values'] },
  correlations: { title: 'Correlations', head: ['field', 'other', 'coefficient', 'standard error'] },
  keys: { title: 'Keys', head: ['fields', 'seen on records'] },
  dependencies: { title: 'Dependencies', head: ['from', 'follows', 'share that holds', 'breaks at most (95 %)', 'groups'] },
  partitions: { title: 'Files', head: ['file', 'records', 'size', 'last changed'] },
  values: { title: 'Values', head: ['value', 'records', 'share'] },
  histogram: { title: 'Distribution', head: ['from', 'to', 'records'] },
  quantiles: { title: 'Quantiles', head: ['below', 'value'] },
  formats: { title: 'Formats', head: ['format', 'records', 'share', 'example'] },
  gaps: { title: 'Longest gaps', head: ['from', 'to', 'periods'] },
  related: { title: 'Correlated fields', head: ['field', 'coefficient', 'standard error', 'straight line'] },
  drift: { title: 'Changes since the profile before', head: ['what', 'before', 'now'] },
  trend: { title: 'Profiles over time', head: ['made', 'records', 'filled', 'different values', 'mean'] },
};

export const factWords: Readonly<Record<FactName, string>> = {
  type: 'type', records: 'records', sampled: 'records in the sample', completeness: 'filled', distinct: 'different values', unique: 'different values per record',
  min: 'least', max: 'greatest', mean: 'mean', sum: 'sum', deviation: 'standard deviation', skewness: 'skewness', kurtosis: 'kurtosis', entropy: 'entropy (bits)',
  'not finite': 'NaN and infinite', lengths: 'lengths (mean)', blanks: 'blank', padded: 'with white space at an end', mojibake: 'decoded wrongly', 'written as': 'written as',
  defaults: 'stands for no value', order: 'order', sequence: 'sequence', gaps: 'periods without records', drift: 'drift (Jensen-Shannon)', checks: 'checks', anomalies: 'open anomalies',
  duplicates: 'duplicate records', bytes: 'size', files: 'files', changed: 'last changed', created: 'profiled',
};
