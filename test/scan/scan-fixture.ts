import { openSession } from '../../src/engine/duckdb/open-session';
import type { Session } from '../../src/engine/sql/session';
import { exactRows } from '../../src/engine/sources/exact-rows';
import { identifier, literalList } from '../../src/engine/sql/quote';
import type { CheckInput, CheckOutcome, ContainerScan, ContainerScanRequest } from '../../src/engine/scan/container-scan';
import type { Column, Relation } from '../../src/engine/sources/relation';
import { scanContainer } from '../../src/engine/scan/scan-container';
import type { FieldType } from '../../src/core/api/schemas/container';

function fieldType(native: string): FieldType {
  if (/\[\]$/.test(native)) return 'Array';
  if (/^STRUCT/.test(native)) return 'Struct';
  if (/^MAP/.test(native)) return 'MapType';
  if (/^(DECIMAL|DOUBLE|FLOAT)/.test(native)) return 'Fractional';
  if (/^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?/.test(native)) return 'Integral';
  if (/^TIMESTAMP/.test(native)) return 'Timestamp';
  const types: Record<string, FieldType> = { BOOLEAN: 'Boolean', DATE: 'Date', TIME: 'Time', BLOB: 'Binary', VARCHAR: 'String' };
  return types[native] ?? 'Unknown';
}

export async function columnsOf(session: Session, from: string): Promise<Column[]> {
  const rows = await session.query(`DESCRIBE SELECT * FROM ${from}`);
  return rows.map((row) => ({ name: String(row.column_name), nativeType: String(row.column_type), type: fieldType(String(row.column_type)) }));
}

export async function relationOf(session: Session, kind: Relation['kind'], from: string, extra: Partial<Relation> = {}): Promise<Relation> {
  const columns = await columnsOf(session, from);
  return { ...exactRows(kind, from, columns), kind, columns, rows: null, keyFields: [], modified: null, ...extra };
}

export async function tableRelation(session: Session, name: string, extra: Partial<Relation> = {}): Promise<Relation> {
  return relationOf(session, 'table', identifier(name), extra);
}

export async function fileRelation(session: Session, kind: 'csv' | 'json' | 'parquet', files: string[], extra: Partial<Relation> = {}): Promise<Relation> {
  return relationOf(session, kind, `read_${kind}(${literalList(files)})`, { files, ...extra });
}

let nextId = 1;
export function check(rule: string, fields: string[], properties: Record<string, unknown> = {}, extra: Partial<CheckInput> = {}): CheckInput {
  return { id: nextId++, rule, fields, properties, filter: null, coverage: null, ...extra };
}

export function request(session: Session, relation: Relation, checks: readonly CheckInput[], extra: Partial<ContainerScanRequest> = {}): ContainerScanRequest {
  return {
    session, relation, checks, rowLimit: 10, bound: null, maxRecords: -1, now: new Date('2026-01-01T00:00:00Z'), variables: {},
    reference: () => Promise.reject(new Error('No other container in this test.')), history: async () => [],
    signal: new AbortController().signal, onProgress: () => undefined, ...extra,
  };
}

export async function scan(session: Session, relation: Relation, checks: readonly CheckInput[], extra: Partial<ContainerScanRequest> = {}): Promise<ContainerScan> {
  return scanContainer(request(session, relation, checks, extra));
}

/** `[result, rows, failing]` of an outcome. */
export function brief(outcome: CheckOutcome | undefined): [string, number | null, number | null] {
  return [outcome?.result ?? 'none', outcome?.rows ?? null, outcome?.failing ?? null];
}

export async function withSession<T>(work: (session: Session) => Promise<T>): Promise<T> {
  const session = await openSession({ threads: 2 });
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}
