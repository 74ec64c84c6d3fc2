import type { ComponentChildren } from 'preact';

/** A table that scrolls inside itself with its head in sight; reachable by keyboard because it scrolls. */
export function Table({ label, head, children, tall = false }: {
  label: string; head: ComponentChildren; children: ComponentChildren; tall?: boolean;
}) {
  return (
    <div class={`table${tall ? ' tall' : ''}`} role="region" aria-label={label} tabIndex={0}>
      <table>
        <thead><tr>{head}</tr></thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
