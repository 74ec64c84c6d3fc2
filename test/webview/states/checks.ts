import type { RuleSpec } from '../../../src/core/api/schemas/check';
import type { CheckForm } from '../../../src/core/protocol/check-panel';
import { formRuleOf } from '../../../src/core/protocol/check-rules';

const property = (path: string, title: string, type: string, more: Partial<RuleSpec['properties'][number]> = {}): RuleSpec['properties'][number] =>
  ({ field: path.split('.').at(-1)!, map_to: path, title, type, required: false, description: null, values: null, ...more });

/** A few rules as a server describes them: one of each form of input. */
export const specs: RuleSpec[] = [
  {
    rule: 'between', title: 'Between', rule_description: 'Asserts that the number lies between two bounds.', author: true, fields: 'single', scope: 'record',
    fields_type_filter: ['Integral', 'Fractional'], supports_filter: true, supports_coverage: true,
    properties: [
      property('min', 'Minimum', 'number', { required: true, description: 'The lower bound.' }), property('inclusive_min', 'Minimum included', 'boolean', { default: true }),
      property('max', 'Maximum', 'number', { required: true, description: 'The upper bound.' }), property('inclusive_max', 'Maximum included', 'boolean', { default: true }),
    ],
  },
  { rule: 'notNull', title: 'Not Null', rule_description: 'Asserts that no value is null.', author: true, fields: 'multi', scope: 'record', properties: [] },
  {
    rule: 'expectedValues', title: 'Expected Values', rule_description: 'Asserts that every value is one of a list.', author: true, fields: 'single', scope: 'record',
    properties: [property('list', 'List', 'list', { required: true })],
  },
  {
    rule: 'dataDiff', title: 'Data Diff', rule_description: 'Asserts that the rows equal those of another container.', author: true, fields: 'multi', scope: 'shape',
    properties: [
      property('ref_datastore_id', 'Reference datastore', 'datastore'), property('ref_container_id', 'Reference container', 'container', { required: true }),
      property('key', 'Key field', 'field'), property('numeric_comparator.epsilon', 'Epsilon', 'number', { description: 'Numbers closer than this are equal.' }),
      property('comparison', 'Comparison', 'enum', { values: ['equal to', 'less than'], required: true }),
    ],
  },
  {
    rule: 'fieldCount', title: 'Field Count', rule_description: 'Asserts that the container has this many fields.', author: true, fields: 'none', scope: 'shape',
    supports_filter: false, supports_coverage: false, properties: [property('value', 'Number of fields', 'number', { required: true })],
  },
  {
    rule: 'satisfiesExpression', title: 'Satisfies Expression', rule_description: 'Asserts that an SQL expression holds for each row.', author: true, fields: 'multi', scope: 'record',
    properties: [property('expression', 'Expression', 'sql', { required: true })],
  },
];

/** A form for a new check, nothing chosen yet. */
export function newForm(change: Partial<CheckForm> = {}): CheckForm {
  return {
    kind: 'form', checkId: null, inferred: false, container: { id: 31, name: 'movies' }, datastore: { id: 3, name: 'sample' },
    rules: specs.map(formRuleOf),
    fields: [
      { name: 'Title', type: 'String' }, { name: 'IMDB_Rating', type: 'Fractional' }, { name: 'IMDB_Votes', type: 'Integral' }, { name: 'Release_Date', type: 'Date' },
    ],
    field: null, saved: { rule: '', fields: [], properties: {}, filter: '', coverage: '', description: '', status: 'Active' }, revision: 1,
    datastores: [{ id: 3, name: 'sample' }, { id: 4, name: 'archive' }], refContainers: [{ id: 41, name: 'old_movies' }], refFields: ['Title', 'Year'],
    trial: null, busy: false, notice: null, ...change,
  };
}

/** A saved check in the form. */
export function savedForm(change: Partial<CheckForm> = {}): CheckForm {
  return newForm({
    checkId: 71, saved: {
      rule: 'between', fields: ['IMDB_Rating'], properties: { min: '0', inclusive_min: true, max: '10', inclusive_max: true },
      filter: "Major_Genre = 'Drama'", coverage: '99.5', description: 'Ratings go from 0 to 10.', status: 'Active',
    }, ...change,
  });
}
