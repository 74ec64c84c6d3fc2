import { readFileSync } from 'node:fs';
import { z } from 'zod';

const packageFile = z.looseObject({ version: z.string() });

/** The version in a package.json; "unknown" where it cannot be read. */
export function versionIn(file: string): string {
  try {
    return packageFile.parse(JSON.parse(readFileSync(file, 'utf8'))).version;
  } catch {
    return 'unknown';
  }
}
