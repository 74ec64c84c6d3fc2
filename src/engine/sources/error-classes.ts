import type { ErrorCode } from '../../core/errors';

interface Said { readonly code: ErrorCode; readonly reason: (name: string, first: string) => string; readonly remedy: string }

const because = (words: string) => (name: string, first: string): string => `${name} ${words}: ${first}`;
const changed: Said = {
  code: 'source-changed', reason: because('does not have the columns that were catalogued'), remedy: 'Run a sync to catalogue it anew.',
};

/** What each class of DuckDB's errors means of a file that was read, where nothing more is known of it. */
const byClass: Readonly<Record<string, Said>> = {
  IO: { code: 'source-unreadable', reason: because('cannot be read'), remedy: 'Check that the file is whole and that its disk or share is there, then try again.' },
  Permission: { code: 'source-unreadable', reason: because('may not be read'), remedy: 'Give read permission on it, then try again.' },
  'Invalid Input': { code: 'source-malformed', reason: because('is not written as its format asks'), remedy: 'Correct or write the file again, or set read options that fit it.' },
  Conversion: { code: 'source-malformed', reason: because('holds a value that does not fit its column'), remedy: 'Correct the value, or read the column as text with the read option column_types.' },
  'Out of Range': { code: 'source-malformed', reason: because('holds a value that is out of range'), remedy: 'Correct the value, or read the column as text with the read option column_types.' },
  'Not implemented': { code: 'unsupported', reason: because('is written in a way that the engine cannot read'), remedy: 'Write it in another way (for example as Parquet with usual types), or leave it out with an exclude pattern.' },
  Serialization: { code: 'source-malformed', reason: because('is damaged'), remedy: 'Write the file again.' },
  Catalog: changed,
  Binder: changed,
};

/** The domain's words for an error of DuckDB by its class, which its text begins with; null for a class that tells nothing of the file. */
export function problemOfClass(text: string, name: string): { code: ErrorCode; reason: string; remedy: string } | null {
  const [, given = '', first = ''] = /^([A-Z][A-Za-z ]*?) Error: ([^\n]*)/.exec(text) ?? [];
  const said = Object.hasOwn(byClass, given) ? byClass[given] : undefined;
  return said ? { code: said.code, reason: said.reason(name, first), remedy: said.remedy } : null;
}
