import type { QualityBackend } from '../port';
import { anomalies } from './anomalies';
import { catalogue } from './catalogue';
import { checks } from './checks';
import type { RestClient } from './client';
import { identifying } from './identify';
import { operations } from './operations';

/** A server that speaks the contract (the local engine, a Qualytics deployment) as the port that everything else uses. */
export function restBackend(client: RestClient): QualityBackend {
  return { ...identifying(client), ...catalogue(client), ...operations(client), ...anomalies(client), ...checks(client) };
}
