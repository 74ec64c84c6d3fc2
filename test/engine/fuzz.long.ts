import { fuzzSuite } from './fuzz-suite';

fuzzSuite(Number(process.env.PLUMBLINE_FUZZ ?? 100_000));
