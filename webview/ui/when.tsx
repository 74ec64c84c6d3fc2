import { ago, dateTime } from './format';
import { useNow } from './now';

/** A moment for a glance, with the exact time as its title. */
export function When({ at }: { at: number | null }) {
  const now = useNow(true, 60_000);
  if (at === null) return <>—</>;
  return <time dateTime={new Date(at).toISOString()} title={dateTime(at)}>{ago(at, now)}</time>;
}
