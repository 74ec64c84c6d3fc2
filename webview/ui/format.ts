import { formatCount, formatDuration, formatPercent, formatRoughly } from '../../src/core/format/figures';
import { formatAgo, formatInstant } from '../../src/core/format/moments';

/** The page's language, which the host sets to the editor's. */
const locale = document.documentElement.lang || undefined;

export const count = (value: number): string => formatCount(value, locale);
/** A measured share 0..1. */
export const percent = (fraction: number): string => formatPercent(fraction, locale);
export const dateTime = (at: number): string => formatInstant(at, locale);
/** For a glance; the exact time goes into the title. */
export const ago = (at: number, now: number): string => formatAgo(at, now, locale);
/** A time span in milliseconds of which only the size is known. */
export const roughly = (ms: number): string => formatRoughly(ms, locale);
/** A time span in milliseconds. */
export const duration = (ms: number): string => formatDuration(ms, locale);
