import type { CompiledCheck } from '../../../core/rules/compiled';
import type { Relation } from '../../sources/relation';
import { identifier } from '../../sql/quote';
import { cellSql } from '../cell';
import { hint } from '../hint';
import type { ProofRequest, ScanWays } from '../scan-ways';
import { cheaperPredicate } from './cheaper-predicate';
import { failingRows } from './failing-rows';
import { footerProof } from './footer-proof';
import { emptyBranches, proofAttempts, proofStatements } from './proof';
import { rowPlaces } from './row-places';
import { copyStatement, copyText, shouldCopy } from './text-copy';

const readsText = (relation: Relation): boolean => relation.kind === 'csv' || relation.kind === 'json';

function cheaper(check: CompiledCheck, relation: Relation): CompiledCheck {
  const { meaning } = check;
  if (meaning.kind !== 'row') return check;
  const texts = new Set(relation.columns.filter((column) => column.nativeType === 'VARCHAR').map((column) => identifier(column.name)));
  return { ...check, meaning: { ...meaning, fails: cheaperPredicate(meaning.fails, texts) } };
}

async function provenByFooters({ session, signal, relation, checks }: ProofRequest): Promise<readonly number[]> {
  const proof = footerProof(checks, relation);
  if (!proof) return [];
  return hint(async () => {
    const { rows: [row = []] } = await session.table(proof.sql, undefined, signal);
    return proof.checkIds.filter((_, i) => row[i] === true);
  }, []);
}

async function provenByOptimizer({ session, signal, relation, checks, from }: ProofRequest): Promise<ReadonlySet<number>> {
  const proven = new Set<number>();
  for (const { sql, attempts } of proofStatements(proofAttempts(checks, relation), from)) {
    await hint(async () => {
      const { rows } = await session.table(sql, undefined, signal);
      const empty = emptyBranches(String(rows[0]?.[1] ?? ''), attempts.length);
      for (const index of empty) attempts[index]?.checkIds.forEach((id) => proven.add(id));
    }, undefined);
  }
  return proven;
}

/** How files and database files are scanned, which DuckDB reads in a process of the engine's. */
export const duckdbWays: ScanWays = {
  rows: rowPlaces,
  cell: cellSql,
  cheaper,
  keepRows: async (request) => (shouldCopy(request.relation, request.checks) ? copyText(request) : null),
  proven: async (request) => new Set([...await provenByFooters(request), ...await provenByOptimizer(request)]),
  failingRows,
  explain: (relation, checks, source) => {
    const keeps = shouldCopy(relation, checks);
    const attempts = readsText(relation) ? [] : proofStatements(proofAttempts(checks, relation), source.from);
    const footers = footerProof(checks, relation);
    return {
      keeps,
      statements: [
        ...keeps ? [{ name: 'copy', purpose: 'Reads the text once; all other statements then read this copy, whose own statistics may settle more checks.', sql: copyStatement(source, 'copy') }] : [],
        ...footers ? [{ name: 'footers', purpose: 'Asks the footers of the Parquet files which checks are clean; reads no data.', sql: footers.sql }] : [],
        ...attempts.map(({ sql }) => ({ name: 'statistics', purpose: 'Asks the optimizer which checks the source\'s own statistics prove clean; reads no data.', sql })),
      ],
    };
  },
};
