import Module from 'node:module';
import path from 'node:path';
import type * as events from '../../src/core/stores/events';

const sources = path.join(__dirname, '..', '..', 'src') + path.sep;
const signals = path.join(sources, 'core', 'stores', 'events.js');

interface Loader { _load(request: string, parent: unknown, isMain: boolean): unknown; _resolveFilename(request: string, parent: unknown): string }

/**
 * Loads the extension's files anew, with signals that count who listens. `again` loads files of the tests anew too, so that
 * they use the same; `restore` gives the files back that other tests hold.
 */
export function countListeners(again: readonly string[]): { listening(): number; restore(): void } {
  const loader = Module as unknown as Loader;
  const load = loader._load;
  const held = new Map<string, NodeModule>();
  const drop = (keep: boolean): void => {
    for (const [file, module] of Object.entries(require.cache)) {
      if (!module || (!file.startsWith(sources) && !again.includes(file))) continue;
      if (keep) held.set(file, module);
      delete require.cache[file];
    }
  };
  let count = 0;
  const counted = ({ createSignal }: typeof events): typeof events => ({
    createSignal<T>(): events.Signal<T> {
      const signal = createSignal<T>();
      return {
        fire: signal.fire,
        on(listener: (value: T) => void) {
          const subscription = signal.on(listener);
          let open = true;
          count += 1;
          return {
            dispose() {
              if (open) count -= 1;
              open = false;
              subscription.dispose();
            },
          };
        },
      };
    },
  });
  drop(true);
  let known: typeof events | undefined;
  loader._load = (request, parent, isMain) => {
    const loaded = load(request, parent, isMain);
    if (!request.endsWith('events') || loader._resolveFilename(request, parent) !== signals) return loaded;
    return (known ??= counted(loaded as typeof events));
  };
  return {
    listening: () => count,
    restore() {
      loader._load = load;
      drop(false);
      for (const [file, module] of held) require.cache[file] = module;
    },
  };
}
