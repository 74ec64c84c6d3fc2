import type { Inference } from './inference';
import { completeness } from './methods/completeness';
import { decimals } from './methods/decimals';
import { dependencies } from './methods/dependencies';
import { fieldOrder } from './methods/field-order';
import { formats } from './methods/formats';
import { knownValues } from './methods/known-values';
import { constants, noise } from './methods/noise';
import { placeholders } from './methods/placeholders';
import { impliedRanges, settledRanges } from './methods/ranges';
import { past, signs } from './methods/signs';
import { sources } from './methods/sources';
import { spellings } from './methods/spellings';
import { uniqueKeys } from './methods/unique-keys';
import { writtenNumbers } from './methods/written-numbers';

/** Every method there is, in the order in which they are asked; of two equal proposals the first stands. */
export const inferences: readonly Inference[] = [
  completeness, signs, past, knownValues,
  uniqueKeys, impliedRanges, settledRanges, spellings, placeholders, writtenNumbers, formats,
  sources, dependencies, constants, noise, decimals, fieldOrder,
];
