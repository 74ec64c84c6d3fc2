import { manyFilesSuite } from './many-files-suite';

manyFilesSuite(1000, { most: 60_000, answer: 1000, memory: 700e6 });
