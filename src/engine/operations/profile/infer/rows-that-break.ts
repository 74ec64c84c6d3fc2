import { compileCheck } from '../../../../core/rules/compile';
import type { Relation } from '../../../sources/relation';
import type { Session } from '../../../sql/session';
import type { Candidate } from './candidate';

/**
 * SQL predicate that is TRUE on the rows of `source` (a FROM item) that break a candidate: what its rule says, as in a scan.
 * `null` where the rule cannot be applied to these fields, or names no rows.
 */
export function rowsThatBreak(candidate: Pick<Candidate, 'rule' | 'fields' | 'properties'>, source: string, about: { now: Date; relation: Relation; session: Pick<Session, 'dialect'> }): string | null {
  const { check } = compileCheck({ id: 0, ...candidate, filter: null, coverage: null }, {
    columns: about.relation.columns, dialect: about.session.dialect, now: about.now, modified: about.relation.modified, partition: null, variables: {},
    reference: () => { throw new Error('An inferred check refers to no other container.'); }, history: () => [],
  });
  const meaning = check?.meaning;
  if (meaning?.kind === 'row') return meaning.fails;
  return meaning?.kind === 'set' || meaning?.kind === 'keys' ? meaning.fails(source) : null;
}
