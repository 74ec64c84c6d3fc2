import * as vscode from 'vscode';
import { visibleText } from '../../core/format/visible-text';

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/** A sentence as one line, at most `most` characters. What data in it would hide or turn around is shown as a sign. */
export function oneLine(text: string, most = 200): string {
  // Ten megabytes of text are not worth looking through for the first of it.
  return cut(visibleText(text.slice(0, 4 * most).replace(/\s*[\r\n\t]\s*/g, ' ').trim()), most);
}

/** A name from data just as it is: blanks at its ends, line ends and characters that cannot be seen are shown as signs. */
export function nameText(name: string, most = 200): string {
  return cut(visibleText(name.slice(0, 4 * most)), most);
}

/** Text for a place where VS Code makes icons of `$(name)`: pick lists and the status bar. */
export function iconless(text: string): string {
  return text.replaceAll('$(', '\\$(');
}

/** Parts of a description: what is there, with a middle dot between. */
export function dotted(...parts: readonly (string | null | undefined | false)[]): string {
  return parts.filter((part): part is string => typeof part === 'string' && part !== '').join(' · ');
}

/** A tooltip of a heading and labelled lines. Everything is escaped, so data cannot make links, images or markup. */
export function tooltip(heading: string, lines: readonly (readonly [label: string, value: string | null | undefined])[]): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.appendMarkdown('**').appendText(nameText(heading)).appendMarkdown('**');
  for (const [label, value] of lines) {
    if (value) text.appendMarkdown('\n\n').appendText(`${label}: ${oneLine(value, 500)}`);
  }
  return text;
}
