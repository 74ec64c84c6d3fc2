import { meaningSuite } from './meaning-suite';

meaningSuite(Number(process.env.PLUMBLINE_CASES ?? 60));
