import type { ComponentType } from 'preact';
import { render } from 'preact';
import { useErrorBoundary, useLayoutEffect, useRef } from 'preact/hooks';
import type * as z from 'zod/mini';
import { readMessage, type DroppedMessage, type GoneState } from '../../src/core/protocol/wire';
import { connect, HostContext, useHost } from './host';
import { l10n } from '../ui/l10n';
import { Gone, Loading } from './standing';

interface StateMessage {
  type: 'state';
  target: unknown;
  state: { kind: string };
}

type Content<M extends StateMessage> = Exclude<M['state'], { kind: 'loading' } | { kind: 'gone' }>;

/**
 * Draws a panel from the snapshots that the extension sends, after telling it that the page listens.
 * A message that is not of the schema is dropped, and the extension told why, for its log.
 */
export function mount<M extends StateMessage>(schema: z.ZodMiniType<M>, View: ComponentType<{ state: Content<M> }>): void {
  const host = connect();
  const root = document.getElementById('root')!;
  const draw = (state: M['state']): void => render(
    <HostContext.Provider value={host}><Panel state={state} View={View as ComponentType<{ state: unknown }>} /></HostContext.Provider>, root);
  window.addEventListener('message', (event) => {
    const message = readMessage(schema, event.data as unknown);
    if (!message.ok) {
      const dropped: DroppedMessage = { type: 'dropped', reason: message.reason };
      host.post(dropped);
      return;
    }
    host.keepTarget(message.value.target);
    draw(message.value.state);
  });
  draw({ kind: 'loading' });
  host.post({ type: 'ready' });
}

function Panel({ state, View }: { state: { kind: string }; View: ComponentType<{ state: unknown }> }) {
  const host = useHost();
  const [error, again] = useErrorBoundary();
  const restored = useRef(false);
  const shown = state.kind !== 'loading' && state.kind !== 'gone';
  useLayoutEffect(() => {
    if (!shown) return;
    if (!restored.current) {
      restored.current = true;
      const scroll = host.kept('scroll');
      if (typeof scroll === 'number') window.scrollTo(0, scroll);
    }
    let timer: number | undefined;
    const keep = (): void => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => host.keep('scroll', Math.round(window.scrollY)), 200);
    };
    window.addEventListener('scroll', keep, { passive: true });
    return () => window.removeEventListener('scroll', keep);
  }, [shown, host]);
  if (error) {
    const problem = { reason: l10n.t('This panel could not be drawn.'), remedy: null, detail: error instanceof Error ? error.stack ?? error.message : String(error) };
    return <Gone state={{ kind: 'gone', problem, canRetry: true }} retry={() => { again(); host.post({ type: 'reload' }); }} />;
  }
  if (state.kind === 'loading') return <Loading />;
  if (state.kind === 'gone') return <Gone state={state as GoneState} retry={() => host.post({ type: 'reload' })} />;
  return <main><View state={state} /></main>;
}
