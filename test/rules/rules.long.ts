import { meaningSuite } from './meaning-suite';
import { scanSuite } from './scan-suite';

const cases = Number(process.env.PLUMBLINE_CASES ?? 500);
meaningSuite(cases);
scanSuite(cases);
