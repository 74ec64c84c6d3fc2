import type { ComponentChildren } from 'preact';
import { Badge } from './tag';

/** A part of a panel under a heading, with a count and actions beside it. */
export function Section({ title, count, actions, children }: {
  title: string; count?: string; actions?: ComponentChildren; children: ComponentChildren;
}) {
  return (
    <section aria-label={title}>
      <div class="section-head">
        <h2>{title}</h2>
        {count !== undefined && <Badge>{count}</Badge>}
        {actions && <div class="row end">{actions}</div>}
      </div>
      {children}
    </section>
  );
}

/** Names and values, two columns that fold into one on a narrow panel. */
export function Facts({ items }: { items: readonly { name: string; value: ComponentChildren; title?: string }[] }) {
  return (
    <dl class="facts">
      {items.map((item) => (
        <div key={item.name}><dt>{item.name}</dt><dd title={item.title}>{item.value}</dd></div>
      ))}
    </dl>
  );
}
