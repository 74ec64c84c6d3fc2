import { isMoment, isNumber, quantileShares } from '../field-statistics';
import type { Measure } from './measure';
import { asNumber } from './moments-as-numbers';

/**
 * Quantiles of the sample: reservoir_quantile keeps only the first rows of a sorted column, and its approx_quantile
 * costs more than all the rest together. Those of moments are milliseconds since 1970.
 */
export const quantiles: Measure = {
  name: 'quantiles', over: 'sample', applies: (column) => isNumber(column) || isMoment(column),
  aggregates: (c, { column }) => [`quantile_cont(${asNumber(column, c)}, [${quantileShares.join(', ')}])::VARCHAR`],
  read: ([list], { column }) => {
    if (typeof list !== 'string') return {};
    const values = list.slice(1, -1).split(',').map(Number);
    if (!values.every(Number.isFinite)) return {};
    if (isMoment(column)) return { quantiles: values };
    const at = (share: typeof quantileShares[number]): number | null => values[quantileShares.indexOf(share)] ?? null;
    return { quantiles: values, q1: at(0.25), median: at(0.5), q3: at(0.75) };
  },
};
