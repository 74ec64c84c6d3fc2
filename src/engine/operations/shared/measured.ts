import type { Session } from '../../duckdb/session';

const interval = 200;

/** Runs `work` and meanwhile tells, some times a second, what share (0..1) DuckDB says is done of the statement that runs. */
export async function measured<T>(session: Session, onFraction: (fraction: number) => void, work: () => Promise<T>): Promise<T> {
  const timer = setInterval(() => {
    const { fraction } = session.progress();
    if (fraction !== null && fraction > 0) onFraction(fraction);
  }, interval);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
