import type { Route } from './route';
import { anomalyRoutes } from './routes/anomalies';
import { checkRoutes } from './routes/checks';
import { containerRoutes } from './routes/containers';
import { datastoreRoutes } from './routes/datastores';
import { exportRoutes } from './routes/export';
import { operationRoutes } from './routes/operations';
import { peopleRoutes } from './routes/people';
import { serverRoutes } from './routes/server';
import { tagRoutes } from './routes/tags';

/** THE contract. The client, the engine's server and openapi.json are read off this table. */
export const routes = {
  ...serverRoutes, ...datastoreRoutes, ...containerRoutes, ...checkRoutes, ...anomalyRoutes, ...operationRoutes,
  ...tagRoutes, ...peopleRoutes, ...exportRoutes,
} as const satisfies Record<string, Route>;

export type Routes = typeof routes;
export type RouteName = keyof Routes;
export const routeNames = Object.keys(routes) as RouteName[];
