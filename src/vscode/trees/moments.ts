import * as vscode from 'vscode';
import { toInstant } from '../../core/protocol/moment';
import { dayKey, formatInstant } from '../../core/jobs/format';

/** A server's time in full, for tooltips; null for none. */
export function fullTime(text: string | null | undefined): string | null {
  const at = toInstant(text);
  return at === null ? null : formatInstant(at, vscode.env.language);
}

/** A server's time in few characters, for descriptions: the time of day for today, otherwise the date. */
export function shortTime(text: string | null | undefined, now = Date.now()): string | null {
  const at = toInstant(text);
  if (at === null) return null;
  const today = dayKey(at) === dayKey(now);
  return new Intl.DateTimeFormat(vscode.env.language, today ? { timeStyle: 'short' } : { dateStyle: 'medium' }).format(at);
}
