import * as vscode from 'vscode';

/** Line breaks, control characters, and marks that turn the direction of text around, which data may hold. */
const unruly = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g;

/** Text from data as one line, at most `most` characters. */
export function oneLine(text: string, most = 200): string {
  const plain = text.replace(unruly, ' ').trim();
  return plain.length > most ? `${plain.slice(0, most - 1)}…` : plain;
}

/** Parts of a description: what is there, with a middle dot between. */
export function dotted(...parts: readonly (string | null | undefined | false)[]): string {
  return parts.filter((part): part is string => typeof part === 'string' && part !== '').join(' · ');
}

/** A tooltip of a heading and labelled lines. Everything is escaped, so data cannot make links, images or markup. */
export function tooltip(heading: string, lines: readonly (readonly [label: string, value: string | null | undefined])[]): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.appendMarkdown('**').appendText(oneLine(heading)).appendMarkdown('**');
  for (const [label, value] of lines) {
    if (value) text.appendMarkdown('\n\n').appendText(`${label}: ${oneLine(value, 500)}`);
  }
  return text;
}
