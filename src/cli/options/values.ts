import { InvalidArgumentError } from 'commander';

/** Refuses the value of an option in a sentence. */
export function refuse(message: string): never {
  throw new InvalidArgumentError(message);
}

/** `42,43` as numbers; with a repeated option they add up. */
export function ids(text: string, before: number[] = []): number[] {
  return [...before, ...names(text).map((part) => (/^\d{1,15}$/.test(part) ? Number(part) : refuse(`"${part}" is not an id.`)))];
}

/** `a,b` as names; with a repeated option they add up. */
export function names(text: string, before: string[] = []): string[] {
  const parts = text.split(',').map((part) => part.trim()).filter((part) => part !== '');
  return parts.length > 0 ? [...before, ...parts] : refuse('It is empty.');
}

/** A value as it is, commas included; with a repeated option they add up. */
export function repeated(text: string, before: string[] = []): string[] {
  return [...before, text];
}

/** A whole number within bounds. */
export function whole(min: number, max: number): (text: string) => number {
  return (text) => (/^-?\d{1,15}$/.test(text) && Number(text) >= min && Number(text) <= max
    ? Number(text) : refuse(`It must be a whole number from ${min} to ${max}.`));
}

/** Any number. */
export function decimal(text: string): number {
  return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : refuse('It must be a number.');
}

/** Seconds above 0, with decimals, as milliseconds. */
export function seconds(text: string): number {
  const value = decimal(text);
  return value > 0 && value <= 31_536_000 ? Math.max(1, Math.round(value * 1000)) : refuse('It must be a number of seconds above 0.');
}

/** A share of 0..1. */
export function share(text: string): number {
  const value = decimal(text);
  return value >= 0 && value <= 1 ? value : refuse('It must be between 0 and 1.');
}

/** A date or a moment of ISO 8601, as it was written. */
export function moment(text: string): string {
  return /^\d{4}-\d{2}-\d{2}/.test(text) && !Number.isNaN(Date.parse(text)) ? text : refuse('Write it as 2026-01-31 or 2026-01-31T12:00:00Z.');
}

/** A day, as 2026-01-31. */
export function day(text: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : refuse('Write it as 2026-01-31.');
}

/** One of a few words, whatever their case. */
export function oneOf<T extends string>(...words: readonly T[]): (text: string) => T {
  return (text) => words.find((word) => word.toLowerCase() === text.toLowerCase()) ?? refuse(`It must be one of ${words.join(', ')}.`);
}

/** Several of a few words, separated by commas. */
export function someOf<T extends string>(...words: readonly T[]): (text: string, before?: T[]) => T[] {
  return (text, before = []) => [...before, ...names(text).map(oneOf(...words))];
}

/** `name=value`; numbers and true/false become such. With a repeated option they add up. */
export function assignment(text: string, before: Record<string, string | number | boolean> = {}): Record<string, string | number | boolean> {
  const at = text.indexOf('=');
  if (at < 1) refuse('Write it as name=value.');
  const value = text.slice(at + 1);
  const typed = value === 'true' ? true : value === 'false' ? false : value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : value;
  return { ...before, [text.slice(0, at)]: typed };
}

/** A JSON object. */
export function jsonObject(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    refuse(`It is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? value as Record<string, unknown> : refuse('It must be a JSON object, as \'{"min": 0}\'.');
}
