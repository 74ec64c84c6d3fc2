import type { z } from 'zod';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One entry of the contract. Paths are relative to `/api` and name parameters in braces: `/anomalies/{anomaly_id}`. */
export interface Route<
  Params extends z.ZodType = z.ZodType, Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType, Reply extends z.ZodType = z.ZodType,
> {
  readonly method: Method;
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  /** Status of a good answer; 200 unless said. 204 carries no body. */
  readonly status: number;
  /** True where no token is asked for. */
  readonly open: boolean;
  /** True for calls that stay open to hear of something: they keep no engine from leaving when nobody needs it. */
  readonly listens: boolean;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly reply: Reply;
}

/** What a caller gives: parameters, query and body as the schemas take them (before defaults). */
export interface RouteInput<R extends Route> {
  params: z.input<R['params']>;
  query: z.input<R['query']>;
  body: z.input<R['body']>;
}

/** What a handler receives: parsed, with defaults filled in. */
export interface RouteArguments<R extends Route> {
  params: z.output<R['params']>;
  query: z.output<R['query']>;
  body: z.output<R['body']>;
}

export type RouteReply<R extends Route> = z.output<R['reply']>;

/** Keys of a call's input that may be left out: those whose schema accepts `undefined` or `{}`. */
type Needed<R extends Route> = {
  [K in keyof RouteInput<R>]: Record<never, never> extends RouteInput<R>[K] ? never
    : undefined extends RouteInput<R>[K] ? never : K
}[keyof RouteInput<R>];
export type CallInput<R extends Route> = Partial<RouteInput<R>> & Pick<RouteInput<R>, Needed<R>>;

/** The path with its parameters filled in and encoded: `/anomalies/7`. */
export function fillPath(path: string, params: Record<string, unknown>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));
}
