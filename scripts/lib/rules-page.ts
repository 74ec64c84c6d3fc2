import { allRules, propertyInfos, type PropertyInfo } from '../../src/core/rules/catalogue';
import type { Corners, Rule } from '../../src/core/rules/rule';
import { sqlSection } from './sql-section';

const cornerTitles: Readonly<Record<keyof Corners, string>> = {
  nulls: 'Null', nan: 'NaN', infinity: 'Infinity', emptyText: 'Empty and blank text', unicode: 'Unicode', bigNumbers: 'Numbers beyond 2^53',
  earlyDates: 'Dates before 1970', timeZones: 'Time zones', nested: 'Nested types', duplicates: 'Duplicates',
};

const cell = (text: string): string => text.replace(/\|/g, '\\|').replace(/\n/g, ' ');
const code = (text: string): string => `\`${text}\``;

function propertyRow(info: PropertyInfo): string {
  const initial = info.required ? 'required' : info.initial === undefined ? 'optional' : code(JSON.stringify(info.initial));
  const values = info.values && info.kind === 'enum' ? ` One of ${info.values.map(code).join(', ')}.` : '';
  return `| ${code(info.path)} | ${info.kind} | ${initial} | ${cell(info.description)}${values} |`;
}

function takes(rule: Rule): string {
  const fields = { none: 'no field', single: 'one field', multi: 'one or more fields' }[rule.fields];
  const types = rule.fields === 'none' ? '' : rule.fieldTypes === 'any' ? ' of any type' : ` of type ${rule.fieldTypes.join(', ')}`;
  const bounded = [rule.supportsFilter ? 'filter' : '', rule.supportsCoverage ? 'coverage' : ''].filter(Boolean).join(' and ');
  return `Takes ${fields}${types}; ${bounded ? `${bounded} apply`.replace(/^(filter|coverage) apply$/, '$1 applies') : 'neither filter nor coverage'}. `
    + `A failure is ${rule.scope === 'record' ? 'a record anomaly' : 'a shape anomaly'}${rule.scope === 'record' && rule.supportsCoverage ? ', or with coverage below 1 a shape anomaly' : ''}. `
    + `Category: ${code(rule.category)}.`;
}

function section(rule: Rule): string {
  const infos = propertyInfos(rule);
  const older = Object.keys(rule.aliases);
  const example = { rule: rule.name, fields: rule.example.fields, properties: rule.example.properties };
  return [
    `## ${rule.name}`, '', rule.summary, '', rule.explanation, '', takes(rule),
    ...(older.length > 0 ? ['', `Older ${older.length > 1 ? 'names' : 'name'}: ${older.map(code).join(', ')}.`] : []),
    ...(infos.length > 0 ? ['', '| property | type | default | meaning |', '|---|---|---|---|', ...infos.map(propertyRow)] : []),
    '', 'Example:', '', '```json', JSON.stringify(example), '```', '', rule.example.says,
    '', '| corner | meaning |', '|---|---|',
    ...Object.entries(cornerTitles).map(([key, title]) => `| ${title} | ${cell(rule.corners[key as keyof Corners])} |`), '',
  ].join('\n');
}

const intro = `# Rules

<!-- Made from src/core/rules by "npm run docs". Change the rules, not this page. -->

A check applies a rule to fields of a container. It holds or fails; what fails becomes an anomaly.

- **Filter**: SQL that bounds the rows that are looked at; rows where it is false or null are left out.
- **Coverage**: the share of rows, from 0 to 1, that must hold. Without it a single failing row fails the check. With less than 1 the check
  fails when a smaller share holds, as a shape of the data.
- **Null** holds for every rule that does not say otherwise, so that one missing value is reported once, by notNull.
- **Bounds** belong to a range unless a property says otherwise.
- **Times** without a zone, and dates, are taken as UTC. Moments in properties are ISO 8601, e.g. \`2024-02-29\` or \`2024-02-29T13:05:00+02:00\`.
- **Numbers** in properties can be given as text, e.g. \`"9007199254740993"\`, where a JSON number would be rounded. Whole numbers and decimals
  are compared exactly; FLOAT and DOUBLE fields are compared with the nearest number of their type.
- \`{{name}}\` stands for a check variable of the scan, as a whole property or inside SQL, where it is always a value and never code.
`;

/** The whole of docs/rules.md. */
export function rulesPage(): string {
  const contents = ['| rule | what it asserts |', '|---|---|', ...allRules.map((rule) => `| [${rule.name}](#${rule.name.toLowerCase()}) | ${cell(rule.summary)} |`), ''];
  return [intro, contents.join('\n'), ...allRules.map(section), sqlSection()].join('\n');
}
