import { z } from 'zod';

/** A server as it is saved. Its token is not here: that lies in the editor's secret storage, under the id. */
export const server = z.object({
  id: z.string().min(1),
  kind: z.enum(['local', 'qualytics']),
  name: z.string().min(1),
  /** Base address without "/api" at its end; null for the local engine. */
  url: z.string().nullable(),
});
export type Server = z.output<typeof server>;

/** The server that is always there. */
export const localServer: Server = { id: 'local', kind: 'local', name: 'Local engine', url: null };
