import { randomUUID } from 'node:crypto';

/** A name for a temporary table that no user's table has and that scans of one session do not share. */
export function temporaryName(): string {
  return `plumbline_${randomUUID().replaceAll('-', '')}`;
}
