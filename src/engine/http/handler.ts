import type { z } from 'zod';
import type { RouteArguments } from '../../core/api/route';
import type { RouteName, Routes } from '../../core/api/table';

/** Who calls. */
export interface Caller {
  readonly name: string;
  /** Fires when the caller has gone without waiting for the answer. */
  readonly gone: AbortSignal;
}

/** Answers one route: what the route's schemas parsed goes in, what its reply schema takes comes out. */
export type Handler<N extends RouteName> = (args: RouteArguments<Routes[N]>, caller: Caller) => Promise<z.input<Routes[N]['reply']>>;

export type Handlers = { readonly [N in RouteName]: Handler<N> };

/** The handlers of some routes; all groups together must cover the table. */
export type HandlersOf<Group> = { readonly [N in keyof Group & RouteName]: Handler<N> };
