import { isNumber, quantileShares } from '../field-statistics';
import { finiteDouble } from './finite';
import type { Measure } from './measure';

/**
 * Quantiles of the sample: reservoir_quantile keeps only the first rows of a sorted column, and its approx_quantile
 * costs more than all the rest together.
 */
export const quantiles: Measure = {
  name: 'quantiles', over: 'sample', applies: isNumber,
  aggregates: (c, { column }) => [`quantile_cont(${finiteDouble(column, c)}, [${quantileShares.join(', ')}])::VARCHAR`],
  read: ([list]) => {
    if (typeof list !== 'string') return {};
    const values = list.slice(1, -1).split(',').map(Number);
    if (!values.every(Number.isFinite)) return {};
    const at = (share: typeof quantileShares[number]): number | null => values[quantileShares.indexOf(share)] ?? null;
    return { quantiles: values, q1: at(0.25), median: at(0.5), q3: at(0.75) };
  },
};
