import { z } from 'zod';
import type { JobStore } from '../../core/jobs/job-store';
import type { Subscription } from '../../core/stores/events';
import { saved, type Drawer } from '../state/saved';

const trackedJobs = z.array(z.object({ serverId: z.string(), id: z.number().int(), mine: z.boolean() }));

/** Follows again the jobs that a window followed before it was reloaded, and keeps the list of them up to date. */
export function keepTracked(store: JobStore, drawer: Drawer): Subscription {
  const kept = saved(drawer, 'plumbline.trackedJobs', trackedJobs, []);
  store.track(kept.read());
  return store.onDidTrack(() => void kept.write([...store.tracked()]));
}
