import { z } from 'zod';
import { route } from '../define';

export const serverRoutes = {
  health: route('GET', '/health', { tag: 'server', summary: 'Is the server up', status: 204, open: true, reply: z.undefined() }),
  status: route('GET', '/status', {
    tag: 'server', summary: 'State of what the server stands on', open: true,
    reply: z.looseObject({
      database_connection: z.string().optional(), rabbitmq_connection: z.string().optional(),
      /** What the start of the local engine found out that a person should know. */
      notice: z.string().nullish(),
    }),
  }),
  root: route('GET', '/', {
    tag: 'server', summary: 'Name and version of the server', open: true,
    reply: z.looseObject({ application: z.string(), description: z.string().nullish(), version: z.string().nullish() }),
  }),
  proof: route('GET', '/proof', {
    tag: 'server', summary: 'Proves that this engine serves the caller\'s store, before it is given the token', open: true,
    query: z.object({ nonce: z.string().regex(/^[0-9a-f]{32,128}$/) }), reply: z.looseObject({ proof: z.string() }),
  }),
  openapi: route('GET', '/openapi.json', { tag: 'server', summary: 'This contract as OpenAPI 3.1', open: true, reply: z.looseObject({}) }),
};
