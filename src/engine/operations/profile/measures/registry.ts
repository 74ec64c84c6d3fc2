import { distinct, present } from './counts';
import { defaultMoments, defaultNumbers } from './defaults';
import { extremes } from './extremes';
import type { Measure } from './measure';
import { moments, shape } from './moments';
import { quantiles } from './quantiles';
import { lengths, soundness, written } from './texts';

/** All that is measured of a field by aggregates. */
export const measures: readonly Measure[] = [
  present, distinct, extremes, moments, lengths, shape, quantiles, soundness, written, defaultNumbers, defaultMoments,
];
