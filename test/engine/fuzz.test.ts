import { fuzzSuite } from './fuzz-suite';

fuzzSuite(Number(process.env.PLUMBLINE_FUZZ ?? 1000));
