import { manyFilesSuite } from './many-files-suite';

manyFilesSuite(Number(process.env.PLUMBLINE_FILES ?? 50_000), { most: 1_800_000, answer: 2000, memory: 1500e6 });
