import type { RuleOracle } from './oracle';
import { comparisonOracles } from './comparison-oracles';
import { entityOracles } from './entity-oracles';
import { expressionOracles } from './expression-oracles';
import { formatOracles } from './format-oracles';
import { inferredOracles } from './inferred-oracles';
import { shapeOracles } from './shape-oracles';
import { valueOracles } from './value-oracles';

/** Every oracle there is; the catalogue test holds that each rule has one. */
export const allOracles: readonly RuleOracle[] = [...valueOracles, ...expressionOracles, ...comparisonOracles, ...formatOracles, ...shapeOracles, ...entityOracles, ...inferredOracles];
