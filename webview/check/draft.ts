import * as z from 'zod/mini';
import { useCallback, useEffect, useMemo, useRef } from 'preact/hooks';
import { checkDraft, type CheckDraft, type CheckForm, type CheckToHost, type FormRule } from '../../src/core/protocol/check-panel';
import { draftProblems, type DraftProblem } from '../../src/core/protocol/check-rules';
import { useHost, useKept } from '../panel/host';

const pause = 400;

/** A draft, and the JSON of what was saved when it was begun. */
const keptDraft = z.object({ draft: checkDraft, of: z.string() });
type KeptDraft = z.infer<typeof keptDraft>;

export interface Editing {
  readonly draft: CheckDraft;
  readonly rule: FormRule | undefined;
  readonly problems: readonly DraftProblem[];
  /** Differs from what is saved. */
  readonly changed: boolean;
  /** Number of the draft, to tell whether an answer of the server is about this one. */
  readonly seq: number;
  change(part: Partial<CheckDraft>): void;
  revert(): void;
}

/** The draft in the form. It survives a reload of the window, and the server is told of it when typing pauses. */
export function useDraft(form: CheckForm): Editing {
  const host = useHost<CheckToHost>();
  const of = JSON.stringify(form.saved);
  // The editor may keep what was before a save when its window is loaded anew right after: such a draft is of no use.
  const [kept, keep] = useKept<KeptDraft | null>('draft', (raw) => {
    const said = keptDraft.safeParse(raw).data;
    return said?.of === of ? said : null;
  }, null);
  const draft = kept?.draft ?? form.saved;
  const rule = form.rules.find((one) => one.rule === draft.rule);
  const problems = useMemo(() => draftProblems(draft, rule), [draft, rule]);
  // Numbers of an earlier page of this panel must not come again.
  const seq = useRef(Date.now());
  const revision = useRef(form.revision);

  useEffect(() => {
    if (revision.current === form.revision) return;
    revision.current = form.revision;
    keep(null);
  }, [form.revision, keep]);

  // A new description or status is nothing that the server has to try.
  const asked = JSON.stringify({ ...draft, description: '', status: '' });
  const numbered = useRef(asked);
  if (numbered.current !== asked) {
    numbered.current = asked;
    seq.current += 1;
  }
  useEffect(() => {
    const message: CheckToHost = { type: 'edit', seq: seq.current, draft, complete: problems.length === 0 };
    const timer = window.setTimeout(() => host.post(message), pause);
    return () => window.clearTimeout(timer);
  }, [asked, host]);

  const change = useCallback((part: Partial<CheckDraft>) => keep({ draft: { ...draft, ...part }, of }), [draft, of, keep]);
  return {
    draft, rule, problems, changed: kept !== null && JSON.stringify(kept.draft) !== of, seq: seq.current,
    change, revert: () => keep(null),
  };
}
