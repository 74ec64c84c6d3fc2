import { isStale } from '../../core/polling/pace';
import type { Loader } from './loader';

export interface FreshView {
  readonly visible: boolean;
}

/**
 * Loads a list when somebody comes to look at it and it is old. There is no timer: a list that nobody looks at, and one
 * that stays in view, costs nothing.
 */
export function refreshWhenSeen(view: FreshView, loader: Loader, focused: () => boolean, now: () => number): void {
  if (view.visible && focused() && loader.state.phase !== 'loading' && isStale(loader.state.at, now())) void loader.run();
}
