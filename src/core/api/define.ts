import { z } from 'zod';
import type { Method, Route } from './route';

const nothing = z.object({});
const noBody = z.undefined();
type Nothing = typeof nothing;
type NoBody = typeof noBody;

interface Parts<P, Q, B, R> {
  summary: string;
  tag: string;
  status?: number;
  open?: boolean;
  listens?: boolean;
  params?: P;
  query?: Q;
  body?: B;
  reply: R;
}

/** Makes one {@link Route}; what is left out is "none" (no parameters, no query, no body). */
export function route<
  R extends z.ZodType, P extends z.ZodType = Nothing, Q extends z.ZodType = Nothing, B extends z.ZodType = NoBody,
>(method: Method, path: string, parts: Parts<P, Q, B, R>): Route<P, Q, B, R> {
  return {
    method, path, summary: parts.summary, tag: parts.tag,
    status: parts.status ?? 200, open: parts.open ?? false, listens: parts.listens ?? false,
    params: parts.params ?? (nothing as unknown as P),
    query: parts.query ?? (nothing as unknown as Q),
    body: parts.body ?? (noBody as unknown as B),
    reply: parts.reply,
  };
}
