import { scanSuite } from './scan-suite';

scanSuite(Number(process.env.PLUMBLINE_CASES ?? 30));
