import type { ContainerProfile } from '../../core/api/schemas/container-profile';
import type { FieldProfile } from '../../core/api/schemas/field-profile';
import { containerFigures } from '../../core/profile/container-figures';
import { containerFacts, fieldFacts, type Fact } from '../../core/profile/facts';
import { fieldFigures } from '../../core/profile/field-figures';
import type { Figure } from '../../core/profile/figure';
import { shortened } from '../../core/profile/drawing';
import { factWords, figureWords } from './figure-words';
import { escaped, svg } from './svg';

/** What a page is made of. */
export interface ProfilePage { readonly container: string; readonly datastore: string; readonly profile: ContainerProfile | null; readonly fields: readonly FieldProfile[] }

/** Characters of a value, rows of a table, and fields shown in full: the page stays of a size that can be sent. */
const longest = 120;
const mostRows = 100;
const mostFields = 150;

const style = `:root{color-scheme:light dark;--bar:#2563a8;--track:#8883;--negative:#b4542a}@media(prefers-color-scheme:dark){:root{--bar:#6aa7e8;--negative:#e39064}}
body{font:14px/1.45 system-ui,sans-serif;max-width:1000px;margin:2rem auto;padding:0 1rem}h1,h2,h3{line-height:1.2}section{margin:1.5rem 0;border-top:1px solid #8886;padding-top:.5rem}
svg{width:100%;max-width:640px;height:auto;display:block}svg text{font-size:11px;fill:currentColor}svg .calm{fill:currentColor;opacity:.75}rect.bar,rect.positive{fill:var(--bar)}rect.negative{fill:var(--negative)}rect.track{fill:var(--track)}
polyline{fill:none;stroke:var(--bar);stroke-width:2}polyline.calm{stroke:currentColor;opacity:.4;stroke-width:1}dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(280px,1fr));gap:2px 24px}
dl div{display:flex;justify-content:space-between;gap:1rem;border-bottom:1px solid #8883}dd{margin:0;text-align:right;overflow-wrap:anywhere}table{border-collapse:collapse;margin:.5rem 0}th,td{text-align:left;padding:2px 12px 2px 0;vertical-align:top;overflow-wrap:anywhere}
th{font-weight:600}.note{opacity:.75}pre{white-space:pre-wrap;overflow-wrap:anywhere}`;

const cellText = (cell: string | number | null): string => (cell === null ? '' : escaped(shortened(String(cell), longest)));
const facts = (list: readonly Fact[]): string => `<dl>${list.map(({ name, value }) => `<div><dt>${escaped(factWords[name])}</dt><dd>${cellText(value)}</dd></div>`).join('')}</dl>`;

function figure({ kind, drawing, rows, sampled }: Figure, about: string, level: 2 | 3): string {
  const { title, head } = figureWords[kind];
  const more = rows.length > mostRows ? `<p class="note">${rows.length - mostRows} more are not listed.</p>` : '';
  const table = `<table><caption class="note">${escaped(title)}${sampled ? ', of the sample' : ''}</caption><tr>${head.map((text) => `<th scope="col">${escaped(text)}</th>`).join('')}</tr>${
    rows.slice(0, mostRows).map((row) => `<tr>${row.map((cell) => `<td>${cellText(cell)}</td>`).join('')}</tr>`).join('')}</table>`;
  return `<h${level}>${escaped(title)}</h${level}>${drawing ? `${svg(drawing, `${title} of ${shortened(about, longest)}`)}<details><summary>Numbers</summary>${table}</details>` : table}${more}`;
}

/** One page that needs nothing else: no script, no address. Names and values are text and nothing else. */
export function profileHtml({ container, datastore, profile, fields }: ProfilePage): string {
  const name = escaped(shortened(container, longest));
  const shown = fields.slice(0, mostFields);
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Profile of ${name}</title><style>${style}</style></head><body>
<h1>Profile of ${name}</h1><p class="note">${escaped(shortened(datastore, longest))}</p>
${profile ? facts(containerFacts(profile)) : ''}
${containerFigures(profile, fields, container).map((one) => figure(one, container, 2)).join('\n')}
${shown.map((field) => `<section><h2>${escaped(shortened(field.name, longest))}</h2>${facts(fieldFacts(field))}${fieldFigures(field, container).map((one) => figure(one, field.name, 3)).join('')}</section>`).join('\n')}
${fields.length > shown.length ? `<p class="note">${fields.length - shown.length} more fields are not shown.</p>` : ''}
</body></html>
`;
}
