import * as vscode from 'vscode';
import { readOptions, type ReadOption, type ReadOptions } from '../../core/api/schemas/read-options';

/** How one option is asked for: among values, or as a text that `parse` understands (null: it does not). */
export interface OptionStep {
  readonly option: ReadOption;
  readonly label: string;
  readonly values?: readonly { readonly label: string; readonly value: NonNullable<ReadOptions[ReadOption]> }[];
  readonly prompt?: string;
  readonly parse?: (text: string) => ReadOptions[ReadOption] | undefined;
}

const words = (option: 'encoding' | 'decimal' | 'date_order'): { label: string; value: string }[] =>
  readOptions.shape[option].unwrap().unwrap().options.map((value) => ({ label: value, value }));

function types(text: string): Record<string, string> | undefined {
  const parts = text.split(';').map((part) => part.trim()).filter((part) => part !== '').map((part) => [part.slice(0, part.lastIndexOf('=')).trim(), part.slice(part.lastIndexOf('=') + 1).trim()] as const);
  return parts.length > 0 && parts.every(([name, type]) => name !== '' && type !== '') ? Object.fromEntries(parts) : undefined;
}

/** Options of a text file, the usual ones first. */
export function optionSteps(): OptionStep[] {
  return [
    {
      option: 'delimiter', label: vscode.l10n.t('Delimiter'), prompt: vscode.l10n.t('The character between fields, or tab'), parse: (text) => text,
      values: [
        { label: vscode.l10n.t('Comma'), value: ',' }, { label: vscode.l10n.t('Semicolon'), value: ';' }, { label: vscode.l10n.t('Tab'), value: 'tab' },
        { label: vscode.l10n.t('Vertical bar'), value: '|' },
      ],
    },
    {
      option: 'header', label: vscode.l10n.t('Header'),
      values: [{ label: vscode.l10n.t('The first line names the fields'), value: true }, { label: vscode.l10n.t('The first line is data'), value: false }],
    },
    { option: 'encoding', label: vscode.l10n.t('Encoding'), values: words('encoding') },
    { option: 'decimal', label: vscode.l10n.t('Decimal sign'), values: words('decimal') },
    { option: 'date_order', label: vscode.l10n.t('Order of dates'), values: words('date_order') },
    {
      option: 'null_tokens', label: vscode.l10n.t('Texts without value'), prompt: vscode.l10n.t('Texts that mean no value, separated by commas, as NA, n/a'),
      parse: (text) => (text === '' ? undefined : text.split(',').map((part) => part.trim()).filter((part) => part !== '')),
    },
    {
      option: 'column_types', label: vscode.l10n.t('Types of columns'), prompt: vscode.l10n.t('Names and types, separated by semicolons, as zip=VARCHAR; price=DECIMAL(18,2)'), parse: types,
    },
    {
      option: 'quote', label: vscode.l10n.t('Quote'), prompt: vscode.l10n.t('The character that encloses a field'), parse: (text) => text,
      values: [{ label: '"', value: '"' }, { label: '\'', value: '\'' }, { label: vscode.l10n.t('Nothing encloses a field'), value: '' }],
    },
    { option: 'escape', label: vscode.l10n.t('Escape'), prompt: vscode.l10n.t('The character that makes a quote inside a field a part of it'), parse: (text) => (text === '' ? undefined : text) },
    { option: 'comment', label: vscode.l10n.t('Comment'), prompt: vscode.l10n.t('The character that a line begins with that is not data'), parse: (text) => (text === '' ? undefined : text) },
  ];
}

/** An option's value as it is typed. */
export function valueText(value: ReadOptions[ReadOption]): string {
  if (Array.isArray(value)) return value.join(', ');
  if (value !== null && typeof value === 'object') return Object.entries(value).map(([name, type]) => `${name}=${type}`).join('; ');
  return value === null || value === undefined ? '' : String(value);
}
