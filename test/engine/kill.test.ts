import { killSuite } from './kill-suite';

killSuite(Number(process.env.PLUMBLINE_KILLS ?? 4));
