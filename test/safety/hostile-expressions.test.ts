import { hostileSuite } from './hostile-suite';

hostileSuite(30);
