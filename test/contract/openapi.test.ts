import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { openApiDocument } from '../../src/core/api/openapi';
import { routeNames, routes } from '../../src/core/api/table';

interface Operation {
  operationId: string;
  parameters: { name: string; in: string; required: boolean; explode?: boolean; schema: { type?: string } }[];
  requestBody?: { content: Record<string, { schema: Record<string, unknown> }> };
  responses: Record<string, unknown>;
  security: unknown[];
}
const document = openApiDocument('1.2.3') as { openapi: string; info: { version: string }; paths: Record<string, Record<string, Operation>> };

describe('openapi.json', () => {
  it('has every route of the table once, under /api, with its own operation id', () => {
    const ids = Object.values(document.paths).flatMap((methods) => Object.values(methods).map((o) => o.operationId));
    assert.deepEqual([...ids].sort(), [...routeNames].sort());
    for (const name of routeNames) {
      const route = routes[name];
      assert.equal(document.paths[`/api${route.path}`]?.[route.method.toLowerCase()]?.operationId, name);
    }
    assert.equal(document.info.version, '1.2.3');
  });

  it('has no two routes with the same method and path', () => {
    const seen = new Set(routeNames.map((name) => `${routes[name].method} ${routes[name].path.replace(/\{\w+\}/g, '{}')}`));
    assert.equal(seen.size, routeNames.length);
  });

  it('declares each path parameter as required and each list as a repeated query parameter', () => {
    for (const name of routeNames) {
      const route = routes[name];
      const operation = document.paths[`/api${route.path}`]![route.method.toLowerCase()]!;
      const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map((m) => m[1]);
      assert.deepEqual(operation.parameters.filter((p) => p.in === 'path').map((p) => p.name), inPath, name);
      assert.ok(operation.parameters.filter((p) => p.in === 'path').every((p) => p.required), name);
      assert.ok(operation.parameters.filter((p) => p.in === 'query').every((p) => p.explode), name);
    }
  });

  it('asks for a token everywhere but on the open routes', () => {
    const open = routeNames.filter((name) => document.paths[`/api${routes[name].path}`]![routes[name].method.toLowerCase()]!.security.length === 0);
    assert.deepEqual(open.sort(), ['health', 'openapi', 'proof', 'root', 'status']);
  });

  it('describes a run body with its three kinds of operation', () => {
    const schema = JSON.stringify(document.paths['/api/operations/run']!.post!.requestBody);
    for (const type of ['sync', 'profile', 'scan']) assert.ok(schema.includes(`"${type}"`), type);
  });
});
