import { build } from './lib/bundles';

await build({ minify: !process.argv.includes('--dev'), watch: process.argv.includes('--watch') });
