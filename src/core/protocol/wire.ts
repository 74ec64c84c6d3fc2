import * as z from 'zod/mini';

/** Milliseconds since 1970, UTC. The view formats it in the user's locale and time zone. */
export const instant = z.number();

/** A {@link Problem} as panels show it: what is wrong, what to do, technical details to unfold. */
export const shownProblem = z.object({
  reason: z.string(),
  remedy: z.nullable(z.string()),
  detail: z.nullable(z.string()),
});
export type ShownProblem = z.output<typeof shownProblem>;

/** Why a panel has nothing to show. */
export const goneState = z.object({
  kind: z.literal('gone'),
  problem: shownProblem,
  /** Trying again may help (the server could not be reached), so the view offers it. */
  canRetry: z.boolean(),
});
export type GoneState = z.output<typeof goneState>;

export const loadingState = z.object({ kind: z.literal('loading') });

/** Last answer to something the user did: shown above the content until the next action. */
export const notice = z.object({ tone: z.enum(['error', 'info']), text: z.string() });
export type Notice = z.output<typeof notice>;

/** Messages that every view may send: it is there and listens; or its user asks for a fresh copy. */
export const readyMessage = z.object({ type: z.literal('ready') });
export const reloadMessage = z.object({ type: z.literal('reload') });

/** A message of the host was not of its form; told so that it comes into the log. */
export const droppedMessage = z.object({ type: z.literal('dropped'), reason: z.string().check(z.maxLength(2000)) });
export type DroppedMessage = z.output<typeof droppedMessage>;

/** Gives the value, or the reason in one line why there is none, for a message that came over the border. */
export function readMessage<T>(schema: z.ZodMiniType<T>, raw: unknown): { ok: true; value: T } | { ok: false; reason: string } {
  const read = schema.safeParse(raw);
  if (read.success) return { ok: true, value: read.data };
  return { ok: false, reason: read.error.issues.slice(0, 3).map((i) => `${i.path.join('.') || 'message'}: ${i.message || i.code}`).join('; ').slice(0, 1000) };
}
