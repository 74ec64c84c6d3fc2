import { closeSync, constants, renameSync, statSync, writeSync } from 'node:fs';
import { openOwn } from '../../store-folder/own-file';

export type Level = 'info' | 'warn' | 'error';
export type Log = (level: Level, message: string) => void;

/** Characters of one entry; stacks fit, a file's content does not. */
const longestEntry = 8_000;

/** Text for a terminal or editor: control and direction characters are spelled out, so that data cannot act or hide. */
export function printable(text: string): string {
  return text.slice(0, longestEntry).replace(/\n/g, '\n  ')
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/** Appends to a file of the store; what has its name is looked at each time, so that a link put there is not followed. */
function append(file: string, line: string): void {
  const opened = openOwn(file, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT);
  try {
    writeSync(opened, line);
  } finally {
    closeSync(opened);
  }
}

/**
 * The engine's log file: at most `limit` bytes, and as many in its predecessor `FILE.1`. `secrets` are taken out of
 * every entry. A log that cannot be written to (disk full) must not stop the engine, so that is passed over.
 */
export function fileLog(file: string, secrets: readonly string[], now: () => Date, limit = 1_000_000): Log {
  let size = sizeOf(file);
  return (level, message) => {
    const clean = secrets.reduce((text, secret) => text.split(secret).join('***'), message);
    const line = `${now().toISOString()} ${level} ${printable(clean)}\n`;
    try {
      if (size + line.length > limit) {
        renameSync(file, `${file}.1`);
        size = 0;
      }
      append(file, line);
      size += Buffer.byteLength(line);
    } catch {
      size = sizeOf(file);
    }
  };
}
