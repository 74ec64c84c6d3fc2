import { killSuite } from './kill-suite';

killSuite(Number(process.env.PLUMBLINE_KILLS ?? 1000));
