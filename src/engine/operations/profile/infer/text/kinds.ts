/** Words and marks that people and programs write where there is no value. */
const placeholder = /^(?:n\/?a|#n\/a|null|nil|nan|none|undefined|tbd|unknown|missing|not available|[^\p{L}\p{N}]+)$/iu;

/** Whether a text stands for "no value". */
export const isPlaceholder = (text: string): boolean => placeholder.test(text.trim());

const number = /^[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?(?:[eE][-+]?\d+)?$/;

/** The number that a text is, thousands commas allowed; null where it is none. */
export function numberOf(text: string): number | null {
  if (!/\d/.test(text) || !number.test(text)) return null;
  const value = Number(text.replace(/,/g, ''));
  return Number.isFinite(value) ? value : null;
}

/** A text with every letter as `a` and every digit as `0`, or with capitals as `A`. */
export const shapeOf = (text: string): string => text.replace(/\d/g, '0').replace(/\p{L}/gu, 'a');
export const casedShapeOf = (text: string): string => text.replace(/\d/g, '0').replace(/\p{Lu}/gu, 'A').replace(/[^\P{L}A]/gu, 'a');

/** A shape in which runs of one class count as one: `aa-000` and `a-00` are alike. */
export const looseShapeOf = (text: string): string => shapeOf(text).replace(/(.)\1+/gsu, '$1+');

/** Letters and digits alone, in lower case. */
export const plainOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
