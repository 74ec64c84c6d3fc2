import type { HttpRequest } from './transport';

/** One signal for a call: the caller's abort and our own clock. `expired` tells which of the two it was. */
export function deadline(request: HttpRequest): { signal: AbortSignal; expired: () => boolean } {
  const clock = AbortSignal.timeout(request.timeoutMs);
  const signal = request.signal ? AbortSignal.any([request.signal, clock]) : clock;
  return { signal, expired: () => clock.aborted && !request.signal?.aborted };
}
