import { z } from 'zod';
import { errorBody } from './schemas/common';
import { routes } from './table';
import type { Route } from './route';

type Json = Record<string, unknown>;

function schemaOf(type: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...schema } = z.toJSONSchema(type, { io, unrepresentable: 'any' }) as Json;
  return schema;
}

function parametersOf(type: z.ZodType, where: 'path' | 'query'): Json[] {
  const schema = schemaOf(type, 'input');
  const required = new Set((schema.required as string[] | undefined) ?? []);
  return Object.entries((schema.properties as Record<string, Json> | undefined) ?? {}).map(([name, property]) => ({
    name, in: where, required: where === 'path' || required.has(name), schema: property,
    ...(where === 'query' ? { style: 'form', explode: true } : {}),
  }));
}

function operationOf(name: string, route: Route): Json {
  const error = { description: 'Error', content: { 'application/json': { schema: schemaOf(errorBody, 'output') } } };
  const hasBody = !(route.body instanceof z.ZodUndefined);
  return {
    operationId: name, summary: route.summary, tags: [route.tag],
    parameters: [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query')],
    ...(hasBody ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(route.body, 'input') } } } } : {}),
    responses: {
      [route.status]: route.status === 204 ? { description: 'Done' }
        : { description: 'Good', content: { 'application/json': { schema: schemaOf(route.reply, 'output') } } },
      default: error,
    },
    security: route.open ? [] : [{ bearer: [] }],
  };
}

/** The contract as an OpenAPI 3.1 document. `version` is that of the server. */
export function openApiDocument(version: string): Json {
  const paths: Record<string, Json> = {};
  for (const [name, route] of Object.entries(routes)) {
    const at = `/api${route.path}`;
    paths[at] = { ...paths[at], [route.method.toLowerCase()]: operationOf(name, route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Plumbline engine', version, description: 'The REST contract that the engine, the editor and the command line share.' },
    paths,
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
  };
}
