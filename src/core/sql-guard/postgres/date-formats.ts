import type { Expression } from '../expression';
import { cannot, textLiteral } from './print';

const parts: Readonly<Record<string, string>> = {
  Y: 'YYYY', y: 'YY', m: 'MM', d: 'DD', H: 'HH24', I: 'HH12', M: 'MI', S: 'SS', f: 'US', g: 'MS', b: 'Mon', B: 'FMMonth', a: 'Dy', A: 'FMDay', j: 'DDD', p: 'AM',
};

/** A format of strftime as a template of to_char, in quotes. */
export function template(format: Expression): string {
  if (format.kind !== 'text') return cannot(format, 'the format must be written out');
  const made = format.value.replace(/%(.)|([^%]+)|%$/gs, (whole: string, part: string | undefined, plain: string | undefined) => {
    if (plain !== undefined) return `"${plain.replace(/["\\]/g, '\\$&')}"`;
    if (part === '%') return '"%"';
    return part !== undefined && parts[part] ? parts[part] : cannot(format, `${whole} in the format is not understood`);
  });
  return textLiteral(made);
}
