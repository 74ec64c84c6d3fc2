import { isFloat, isNumber } from '../field-statistics';
import { finiteDouble, summableNumber, tooLarge } from './finite';
import { finiteNumber, type Measure } from './measure';

/** Mean, sum and standard deviation (of a sample) of the finite numbers. */
export const moments: Measure = {
  name: 'moments', over: 'all', applies: isNumber,
  aggregates: (c, { column }) => {
    const number = summableNumber(column, c);
    return [`avg(${number})::DOUBLE`, `sum(${number})::DOUBLE`, `stddev_samp(${number}::DOUBLE)`,
      ...(isFloat(column) ? [tooLarge(c), `count(CASE WHEN NOT isfinite(${c}) THEN 1 END)`] : [])];
  },
  read: ([mean, sum, deviation, large, notFinite]) => ({
    ...(large === true ? {} : { mean: finiteNumber(mean), sum: finiteNumber(sum), stdDev: finiteNumber(deviation) }),
    notFinite: Number(notFinite ?? 0),
  }),
};

/** A Jarque-Bera test of as many rows rejects normality at one percent; of more it would reject what no eye can see. */
const testedRows = 5000;
const critical = 9.21;

/**
 * Skewness, kurtosis and whether they are those of a normal distribution, from the moments of standardised values: powers of
 * the values themselves overflow, and lose all digits where the mean is large against the deviation.
 */
export const shape: Measure = {
  name: 'shape', over: 'sample', applies: isNumber,
  aggregates: (c, { column, mean, stdDev }) => {
    if (mean === null || stdDev === null || stdDev === 0) return [];
    const z = `((${finiteDouble(column, c)} - (${mean})) / ${stdDev})`;
    return [`count(${z})`, `avg(${z})`, `avg(${z} * ${z})`, `avg(${z} * ${z} * ${z})`, `avg(${z} * ${z} * ${z} * ${z})`];
  },
  read: ([count, ...powers]) => {
    const n = Number(count ?? 0);
    const [a, b, c, d] = powers.map(Number);
    if (n < 4 || a === undefined || b === undefined || c === undefined || d === undefined) return {};
    const variance = b - a * a;
    if (!(variance > 0)) return {};
    const third = (c - 3 * a * b + 2 * a ** 3) / variance ** 1.5;
    const fourth = (d - 4 * a * c + 6 * a * a * b - 3 * a ** 4) / variance ** 2 - 3;
    const test = (Math.min(n, testedRows) / 6) * (third ** 2 + fourth ** 2 / 4);
    return {
      skewness: (third * Math.sqrt(n * (n - 1))) / (n - 2),
      kurtosis: ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * fourth + 6),
      notNormal: n < 20 ? null : test > critical,
    };
  },
};
