import type { QualityCheck } from '../api/schemas/check';
import type { ContainerProfile } from '../api/schemas/container-profile';
import type { FieldProfile } from '../api/schemas/field-profile';
import { containerFigures } from '../profile/container-figures';
import { shortened } from '../profile/drawing';
import { containerFacts, fieldFacts } from '../profile/facts';
import { fieldFigures } from '../profile/field-figures';
import type { Figure } from '../profile/figure';
import type { ShownFigure, ShownProfile, ShownProposal } from './profile-panel';

/** Everything that the host knows of a container's profile. */
export interface KnownProfile {
  readonly name: string;
  readonly datastore: string;
  readonly profile: ContainerProfile | null;
  readonly fields: readonly FieldProfile[];
  /** Of the field that is shown, the latest first. */
  readonly history: readonly FieldProfile[];
  readonly checks: readonly QualityCheck[];
}

/** Rows of a figure's table, and characters of a text, that are sent to a view. */
const mostRows = 200;
const longest = 300;

/** The figures of what is shown: a field, or the container as a whole. */
export function figuresOf(known: KnownProfile, field: string | null): Figure[] {
  if (field === null) return containerFigures(known.profile, known.fields, known.name);
  const profile = known.fields.find(({ name }) => name === field);
  return profile ? fieldFigures(profile, known.name, known.history) : [];
}

function shownFigure({ kind, drawing, rows, filters, sql, sampled }: Figure): ShownFigure {
  return {
    kind, sampled, hasSql: sql !== null, more: Math.max(0, rows.length - mostRows),
    drawing: drawing && {
      ...drawing, shapes: drawing.shapes.map((one) => (one.kind === 'line' ? { ...one, points: one.points.map(([x, y]): [number, number] => [x, y]) } : { ...one })),
    },
    rows: rows.slice(0, mostRows).map((row) => row.map((cell) => (typeof cell === 'string' ? shortened(cell, longest) : cell))),
    openable: filters.slice(0, mostRows).map((filter) => filter !== null),
  };
}

/** Why an inferred check exists, as its metadata says it; whatever else is there is passed over. */
function proposal(check: QualityCheck): ShownProposal {
  const inference = check.additional_metadata?.inference;
  const known = typeof inference === 'object' && inference !== null ? inference as Record<string, unknown> : {};
  const { evidence, confidence, tried } = known;
  return {
    id: check.id, rule: String(check.rule_type), fields: (check.fields ?? []).map(({ name }) => name), description: shortened(check.description ?? '', longest), draft: check.status === 'Draft',
    evidence: Array.isArray(evidence) ? evidence.slice(0, 6).map((one) => shortened(String(one), longest)) : [],
    confidence: typeof confidence === 'number' ? confidence : null, tried: typeof tried === 'string' ? tried : null,
  };
}

/** What the view draws. */
export function profileState(known: KnownProfile, field: string | null, more: Pick<ShownProfile, 'busy' | 'notice'>): ShownProfile {
  const profile = field === null ? undefined : known.fields.find(({ name }) => name === field);
  const facts = field === null ? (known.profile ? containerFacts(known.profile) : []) : profile ? fieldFacts(profile) : [];
  return {
    kind: 'profile', name: known.name, datastore: known.datastore, field,
    fields: known.fields.map(({ name, field_type }) => ({ name, type: field_type ?? '' })),
    facts: facts.map(({ name, value }) => ({ name, value: shortened(value, longest) })),
    figures: figuresOf(known, field).map(shownFigure),
    checks: known.checks.filter((check) => check.inferred && (field === null || (check.fields ?? []).some(({ name }) => name === field))).map(proposal),
    none: known.fields.length === 0, ...more,
  };
}
