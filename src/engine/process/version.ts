import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Version in the package.json that `folder` belongs to: the nearest above it that is Plumbline's. */
export function versionAbove(folder: string): string {
  for (let at = folder; ; at = path.dirname(at)) {
    try {
      const { name, version } = JSON.parse(readFileSync(path.join(at, 'package.json'), 'utf8')) as { name?: string; version?: string };
      if (name === 'plumbline' && version) return version;
    } catch {
      // None here, or not readable: look further up.
    }
    if (path.dirname(at) === at) return 'unknown';
  }
}
