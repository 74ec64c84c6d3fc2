import type { Column } from '../../../sources/relation';
import { isMoment } from '../field-statistics';
import { finiteDouble } from './finite';

/** SQL of a moment in milliseconds since 1970, null for infinite ones; of one without zone as if it were in UTC. */
export function millisecondsOf({ nativeType }: Column, c: string): string {
  const moment = nativeType.includes('TIME ZONE') || nativeType === 'TIMESTAMPTZ' ? c : `${c}::TIMESTAMP`;
  return `CASE WHEN isfinite(${moment}) THEN epoch_ms(${moment}) END`;
}

/** SQL of a number, or of a moment in milliseconds since 1970, as a finite DOUBLE. */
export const asNumber = (column: Column, c: string): string => (isMoment(column) ? `(${millisecondsOf(column, c)})::DOUBLE` : finiteDouble(column, c));

/** A moment as it is written as text (`2024-01-31 12:00:00.5+01`), in milliseconds since 1970; null for what is none. */
export function readMoment(text: string | null): number | null {
  const [, day, time = '00:00:00', zone] = /^(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d:\d\d(?:\.\d{1,3})?)\d*)?([+-]\d\d(?::\d\d)?)?$/.exec(text ?? '') ?? [];
  if (day === undefined) return null;
  const moment = Date.parse(`${day}T${time}${zone === undefined ? 'Z' : zone.length === 3 ? `${zone}:00` : zone}`);
  return Number.isFinite(moment) ? moment : null;
}
