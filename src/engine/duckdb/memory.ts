import { readFileSync } from 'node:fs';

const units: Readonly<Record<string, number>> = { K: 1e3, M: 1e6, G: 1e9, T: 1e12, KI: 2 ** 10, MI: 2 ** 20, GI: 2 ** 30, TI: 2 ** 40 };

/** Bytes of a size as DuckDB writes it (`1400MB`, `4 GiB`); null where it is none. */
export function bytesOf(size: string): number | null {
  const match = /^(\d+(?:\.\d+)?)\s?([KMGT]i?)B$/i.exec(size.trim());
  return match ? Number(match[1]) * (units[(match[2] ?? '').toUpperCase()] ?? 1) : null;
}

/** Bytes of memory that another process holds, by Linux; null where the system does not tell in a file. */
export function residentMemory(pid: number): number | null {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) * 1024;
  } catch {
    return null;
  }
}
