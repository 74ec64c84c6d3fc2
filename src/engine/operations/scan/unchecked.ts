import { notChecked } from '../../../core/jobs/results';
import type { ContainerRun } from '../../../core/api/schemas/operation';
import type { StoredContainer } from '../../store/model';

/** A container that a scan leaves alone, since nothing is to be checked there. */
export interface Unchecked { readonly container: StoredContainer; readonly run: ContainerRun }

const most = 5;

function named(list: readonly Unchecked[]): string {
  return `${list.slice(0, most).map(({ container }) => container.name).join(', ')}${list.length > most ? ', …' : ''}`;
}

/** The part of a container without checks; one that was unreadable when it was last tried says that too. */
export function uncheckedRun(container: StoredContainer, operationId: number, moment: string): ContainerRun {
  return {
    operation_id: operationId, created: moment, start_time: moment, end_time: moment, result: notChecked,
    container: { id: container.id, name: container.name, container_type: container.container_type },
    message: container.last_error === null ? 'It has no checks.' : `It could not be read when it was last tried, and has no checks. ${container.last_error}`,
    anomaly_count: null,
  };
}

/** Those that could not be read when they were last tried. */
export function unreadable(list: readonly Unchecked[]): Unchecked[] {
  return list.filter(({ container }) => container.last_error !== null);
}

/** What was left unchecked and why, in one or two sentences; null when nothing was. */
export function uncheckedText(list: readonly Unchecked[]): string | null {
  const broken = unreadable(list);
  const bare = list.filter(({ container }) => container.last_error === null);
  const [first] = broken;
  const texts = [
    !first ? null : broken.length === 1 ? `${first.container.name} was not checked, because it could not be read: ${first.container.last_error}`
      : `${broken.length} containers were not checked, because they could not be read: ${named(broken)}. First: ${first.container.last_error}`,
    bare.length === 0 ? null : bare.length === 1 ? `${named(bare)} was not checked, because it has no checks.`
      : `${bare.length} containers were not checked, because they have no checks: ${named(bare)}.`,
  ];
  return texts.filter(Boolean).join(' ') || null;
}
