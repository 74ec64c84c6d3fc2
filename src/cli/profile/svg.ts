import type { Drawing, Shape } from '../../core/profile/drawing';

/** Text of data within HTML or an attribute in double quotes. Controls that HTML does not allow become a sign. */
export const escaped = (text: string): string => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
  .replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

function element(shape: Shape): string {
  switch (shape.kind) {
    case 'rect': return `<rect class="${shape.tone}" x="${shape.x}" y="${shape.y}" width="${shape.width}" height="${shape.height}"${shape.strength === undefined ? '' : ` fill-opacity="${shape.strength}"`}/>`;
    case 'line': return `<polyline class="${shape.tone}" points="${shape.points.map(([x, y]) => `${x},${y}`).join(' ')}"/>`;
    case 'text': return `<text class="${shape.tone}" x="${shape.x}" y="${shape.y}" text-anchor="${shape.anchor}">${escaped(shape.text)}</text>`;
  }
}

/** A drawing as SVG; `label` says to those who cannot see it what it shows. */
export function svg({ width, height, shapes }: Drawing, label: string): string {
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(label)}">${shapes.map(element).join('')}</svg>`;
}
