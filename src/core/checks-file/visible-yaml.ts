import { Document, isScalar, visit } from 'yaml';

/** What cannot be seen, or turns and hides what stands beside it: controls, marks of direction, joiners, odd line ends. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

function escaped(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}

/**
 * A JSON value as YAML in which every sign can be seen: texts that hold others are quoted, with escapes in their place, so
 * that who reviews the file reads what a program reads. It means the same.
 */
export function visibleYaml(value: unknown): string {
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar: (_, node) => {
      if (isScalar(node) && typeof node.value === 'string' && node.value.replaceAll('\n', '').search(unseen) >= 0) node.type = 'QUOTE_DOUBLE';
    },
  });
  return document.toString({ lineWidth: 0 }).replace(unseen, (sign) => (sign === '\n' ? sign : escaped(sign)));
}
