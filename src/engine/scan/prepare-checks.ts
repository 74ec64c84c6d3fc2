import { toProblem, PlumblineError, type Problem } from '../../core/errors';
import { compileCheck, needsOf } from '../../core/rules/compile';
import type { CompiledCheck } from '../../core/rules/compiled';
import type { Captured, RuleReference } from '../../core/rules/rule';
import { fileColumnName } from './scan-source';
import { scanWays } from './scan-ways';
import type { CheckInput, ContainerScanRequest } from './container-scan';
import type { Relation } from '../sources/relation';

export type PrepareRequest = Pick<ContainerScanRequest, 'session' | 'relation' | 'checks' | 'now' | 'variables' | 'reference'>
  & Partial<Pick<ContainerScanRequest, 'history' | 'signal'>>;

export interface PreparedChecks {
  readonly compiled: readonly CompiledCheck[];
  /** Checks that cannot run, and why. */
  readonly problems: ReadonlyMap<number, Problem>;
}

/** Opens what checks refer to, once each; what cannot be opened is a problem of the checks that refer to it. */
async function openReferences(request: PrepareRequest): Promise<(datastoreId: number | null, containerId: number) => RuleReference> {
  const opened = new Map<string, RuleReference | PlumblineError>();
  const key = (datastoreId: number | null, containerId: number): string => `${datastoreId ?? ''}:${containerId}`;
  for (const check of request.checks) {
    for (const { datastoreId, containerId } of needsOf(check, request.variables).references) {
      if (opened.has(key(datastoreId, containerId))) continue;
      try {
        const { from, columns, name } = await request.reference(datastoreId, containerId);
        opened.set(key(datastoreId, containerId), { from, columns, name });
      } catch (error) {
        if (PlumblineError.is(error, 'aborted')) throw error;
        opened.set(key(datastoreId, containerId), new PlumblineError(toProblem(error), { cause: error }));
      }
    }
  }
  return (datastoreId, containerId) => {
    const found = opened.get(key(datastoreId, containerId));
    if (found instanceof PlumblineError) throw found;
    if (!found) throw new Error(`Container ${containerId} was not opened for the checks that refer to it.`);
    return found;
  };
}

async function readHistory(request: PrepareRequest): Promise<(checkId: number, key: string) => readonly Captured[]> {
  const values = new Map<string, readonly Captured[]>();
  const { history } = request;
  const name = (check: CheckInput | number, key: string): string => `${typeof check === 'number' ? check : check.id}:${key}`;
  if (history) {
    for (const check of request.checks) {
      for (const key of needsOf(check, request.variables).history) values.set(name(check, key), await history(check.id, key));
    }
  }
  return (checkId, key) => values.get(name(checkId, key)) ?? [];
}

/** Why a check cannot be written in the SQL of the source, where its meaning is written over rows that are given later. */
function refusal({ meaning }: CompiledCheck): Problem | null {
  try {
    if (meaning.kind === 'set' || meaning.kind === 'keys') meaning.fails('rows');
    if (meaning.kind === 'query') [meaning.statement('rows'), meaning.fails?.('rows')];
    return null;
  } catch (error) {
    return toProblem(error);
  }
}

/** Compiles all checks for the relation. A check that cannot be compiled is a problem of its own; it hinders no other. */
export async function prepareChecks(request: PrepareRequest): Promise<PreparedChecks> {
  const { relation, now, variables } = request;
  const context = {
    columns: relation.columns, container: relation.name, dialect: request.session.dialect, now, modified: relation.modified, partition: fileColumnName(relation), variables,
    reference: await openReferences(request), history: await readHistory(request),
  };
  const ways = scanWays(request.session);
  const compiled: CompiledCheck[] = [];
  const problems = new Map<number, Problem>();
  for (const check of request.checks) {
    const result = compileCheck(check, context);
    const refused = result.check && !request.session.can.patterns ? refusal(result.check) : null;
    if (refused) problems.set(check.id, refused);
    else if (result.check) compiled.push(ways.cheaper(result.check, relation));
    else if (result.problem) problems.set(check.id, result.problem);
  }
  return { compiled, problems };
}

/** Columns that the checks read, as the relation spells them, in its order. */
export function touchedColumns(checks: readonly CompiledCheck[], relation: Relation): string[] {
  const touched = new Set(checks.flatMap((check) => [...check.meaning.columns, ...check.filterColumns]));
  return relation.columns.map((column) => column.name).filter((name) => touched.has(name));
}
