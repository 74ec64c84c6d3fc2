import type { FieldType } from '../../../core/api/schemas/container';

const byName: Readonly<Record<string, FieldType>> = {
  smallint: 'Integral', integer: 'Integral', bigint: 'Integral', real: 'Fractional', 'double precision': 'Fractional', boolean: 'Boolean',
  text: 'String', uuid: 'String', json: 'String', jsonb: 'String', xml: 'String', name: 'String', citext: 'String', inet: 'String', cidr: 'String', macaddr: 'String',
  date: 'Date', bytea: 'Binary',
};

/** A type by the name that `format_type` gives it as the field type of the contract; `category` is `pg_type.typcategory`. */
export function postgresType(nativeType: string, category: string): FieldType {
  if (nativeType.endsWith('[]')) return 'Array';
  const name = nativeType.replace(/\(.*?\)/, '').replace(/^\w+\./, '').trim();
  if (/^timestamp with/.test(name)) return 'Timestamp';
  if (/^time with/.test(name)) return 'Time';
  if (/^(character varying|character|bpchar)$/.test(name)) return 'String';
  if (name === 'numeric') return /\(\d+\)$|,0\)$/.test(nativeType) ? 'Integral' : 'Fractional';
  if (category === 'E') return 'String';
  if (category === 'C') return 'Struct';
  return byName[name] ?? 'Unknown';
}
