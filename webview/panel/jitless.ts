import * as z from 'zod/mini';

// Must come before any schema: compiling validators with `new Function` is what the panels' policy forbids,
// and even trying it is reported as a violation.
z.config({ jitless: true });
