import type { ShownDrawing } from '../../src/core/protocol/profile-panel';

/**
 * A picture. Bars whose records can be shown take clicks; who uses no mouse does the same from the table of numbers beside it, which
 * says all that the picture says.
 */
export function Drawing({ drawing: { width, height, shapes }, label, openable, onOpen }: {
  drawing: ShownDrawing; label: string; openable: readonly boolean[]; onOpen: (row: number) => void;
}) {
  return (
    <svg class="drawing" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {shapes.map((shape, at) => {
        if (shape.kind === 'line') return <polyline key={at} class={`tone-${shape.tone}`} points={shape.points.map(([x, y]) => `${x},${y}`).join(' ')} />;
        if (shape.kind === 'text') return <text key={at} class={`tone-${shape.tone}`} x={shape.x} y={shape.y} text-anchor={shape.anchor}>{shape.text}</text>;
        const { row } = shape;
        const opens = row !== undefined && openable[row] === true;
        return (
          <rect key={at} class={`tone-${shape.tone}${opens ? ' opens' : ''}`} x={shape.x} y={shape.y} width={shape.width} height={shape.height} fill-opacity={shape.strength}
            onClick={opens ? () => onOpen(row) : undefined} />
        );
      })}
    </svg>
  );
}
