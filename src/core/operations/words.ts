import { counterWords, kindOf, operationKinds } from './kinds';

/** Kinds that servers run and this engine does not. */
const foreign: Readonly<Record<string, string>> = { external_scan: 'External scan', promote_quality_check: 'Promote' };

/** `records_processed` as "Records processed". */
function spelled(key: string): string {
  const words = key.replaceAll(/[_-]+/g, ' ').trim().replaceAll(/\b(?:ai|id|sql)\b/gi, (word) => word.toUpperCase());
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The kind of an operation as people read it, in English; a server's own is spelled out. */
export function kindTitle(type: string): string {
  return kindOf(type)?.title ?? (Object.hasOwn(foreign, type) ? foreign[type]! : spelled(type));
}

/** What a counter counts, in English; a server's own is spelled out. */
export function counterTitle(key: string): string {
  return Object.hasOwn(counterWords, key) ? counterWords[key as keyof typeof counterWords] : spelled(key);
}

/** All texts of kinds and counters that are known, for translators. */
export const operationTexts: readonly string[] = [
  ...Object.values(operationKinds).map((kind) => kind.title), ...Object.values(foreign), ...Object.values(counterWords),
];
