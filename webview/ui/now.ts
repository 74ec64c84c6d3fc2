import { useEffect, useState } from 'preact/hooks';

/** The time, told anew every `every` milliseconds while `live`; a page that is not seen is not woken. */
export function useNow(live: boolean, every = 1000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!live) return;
    const timer = window.setInterval(() => { if (!document.hidden) setNow(Date.now()); }, every);
    return () => window.clearInterval(timer);
  }, [live, every]);
  return live ? Math.max(now, Date.now()) : now;
}
