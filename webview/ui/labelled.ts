import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

export interface Spoken {
  /** What an input is called. Shown by the caller; spoken by screen readers. */
  label: string;
  /** What to enter and what is wrong with it: spoken after the name. */
  help?: string;
  wrong?: boolean;
}

/**
 * Names an input of the toolkit. When it enters the page it calls itself "Text field" or the like, so it is named after
 * that; and what describes it has to be put on the control inside, which cannot refer to elements outside of its shadow.
 */
export function useSpoken(element: RefObject<HTMLElement>, { label, help, wrong = false }: Spoken): void {
  useLayoutEffect(() => {
    element.current?.setAttribute('aria-label', label);
    const control = element.current?.shadowRoot?.querySelector('[part=control]') ?? element.current;
    if (help) control?.setAttribute('aria-description', help);
    else control?.removeAttribute('aria-description');
    if (wrong) control?.setAttribute('aria-invalid', 'true');
    else control?.removeAttribute('aria-invalid');
  }, [element, label, help, wrong]);
}
