import type { CheckDefinition, CheckValidation } from '../../core/api/schemas/check';
import { PlumblineError, problemText, type Problem } from '../../core/errors';
import { needsOf } from '../../core/rules/compile';
import { explainScan } from '../scan/explain-scan';
import type { CheckInput } from '../scan/container-scan';
import { scanContainer } from '../scan/scan-container';
import { readContainer } from '../sources/read-container';
import type { StoredCheck } from '../store/model';
import type { StoreReader } from '../store/port';
import { withContainer } from './open-container';
import type { CheckTrial, RuleBook } from './parts';
import type { Sessions } from '../sql/session';

/** Milliseconds after which a trial is given up: someone waits for it in a form. */
const patience = 60_000;

const inputOf = (id: number, { rule, fields, properties, filter, coverage }: CheckDefinition): CheckInput => ({ id, rule, fields, properties, filter, coverage });
const storedInput = (check: StoredCheck): CheckInput => inputOf(check.id, { ...check, rule: check.rule_type });

function refusal(problem: Problem): CheckValidation {
  return { valid: false, message: problemText({ ...problem, place: undefined }), property: problem.place?.path ?? null, position: problem.place?.column ?? null };
}

export function checkTrial(store: StoreReader, rules: RuleBook, sessions: Sessions, now: () => Date): CheckTrial {
  const referredBy = (checks: readonly CheckInput[]): (number | null)[] =>
    checks.flatMap((check) => needsOf(check).references.map((reference) => reference.datastoreId));
  return {
    validate: async (definition, container, gone) => {
      let check: CheckInput;
      try {
        check = inputOf(0, await rules.check(definition, await store.fields(container.id)));
      } catch (error) {
        if (PlumblineError.is(error, 'bad-request')) return refusal(error.problem);
        throw error;
      }
      const signal = AbortSignal.any([gone, AbortSignal.timeout(patience)]);
      try {
        return await withContainer(store, container, referredBy([check]), { sessions, signal }, ({ source, reference }) =>
          readContainer(source, container, async (relation) => {
            const { outcomes } = await scanContainer({
              session: source.session, relation, checks: [check], rowLimit: 1, bound: null, maxRecords: -1, now: now(), variables: {},
              reference, history: async () => [], signal, onProgress: () => undefined,
            });
            const outcome = outcomes[0]!;
            if (outcome.problem) return refusal(outcome.problem);
            return { valid: true, rows: outcome.rows, failing_rows: outcome.failing, would_pass: outcome.result === 'passed', violation: outcome.message };
          }, signal));
      } catch (error) {
        if (!(error instanceof PlumblineError)) throw error;
        if (error.problem.code !== 'aborted') return refusal(error.problem);
        return { valid: true, message: `The check runs, but did not end within ${patience / 1000} seconds.` };
      }
    },
    explain: async (container, gone) => {
      const checks = (await store.checks(container.id, 'Active')).map(storedInput);
      return withContainer(store, container, referredBy(checks), { sessions, signal: gone }, ({ source, reference }) =>
        readContainer(source, container, (relation) =>
          explainScan({ session: source.session, relation, checks, now: now(), variables: {}, reference })));
    },
  };
}
