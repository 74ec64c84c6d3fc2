import type { RowSource } from '../source';
import { printOf } from '../tables';

/** Ids of a container's open anomalies, and of archived ones that may have one of the fingerprints. */
export async function knownAnomalyIds(source: RowSource, containerId: number, fingerprints: readonly string[]): Promise<number[]> {
  const prints = fingerprints.map(printOf).join(',');
  const rows = await source.rows(
    `SELECT id FROM anomalies WHERE container_id = ? AND (NOT archived${prints ? ` OR print IN (${prints})` : ''})`, [containerId]);
  return rows.map((row) => Number(row[0]));
}

/**
 * Anomalies of these that a person has worked on: with a comment, or with a change in their history that only a person
 * makes (tags, description, assignees, acknowledged).
 */
export async function touchedAnomalies(source: RowSource, ids: readonly number[]): Promise<Set<number>> {
  const wanted = ids.filter(Number.isSafeInteger).join(',');
  if (wanted === '') return new Set();
  const rows = await source.rows(`
    SELECT anomaly_id FROM comments WHERE anomaly_id IN (${wanted})
    UNION SELECT anomaly_id FROM changes WHERE anomaly_id IN (${wanted})
      AND regexp_matches(doc, '"changeset":\\{.*("tags":\\[|"description":\\[|"assignee_ids":\\[|"Acknowledged")')`);
  return new Set(rows.map((row) => Number(row[0])));
}
