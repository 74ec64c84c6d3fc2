import * as vscode from 'vscode';
import { toInstant } from '../../core/protocol/moment';
import { formatInstant, formatShort } from '../../core/format/moments';

/** A server's time in full, for tooltips; null for none. */
export function fullTime(text: string | null | undefined): string | null {
  const at = toInstant(text);
  return at === null ? null : formatInstant(at, vscode.env.language);
}

/** A server's time in few characters, for descriptions: the time of day for today, otherwise the date. */
export function shortTime(text: string | null | undefined, now = Date.now()): string | null {
  const at = toInstant(text);
  return at === null ? null : formatShort(at, now, vscode.env.language);
}
