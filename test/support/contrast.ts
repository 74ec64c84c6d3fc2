import type { Frame } from 'playwright-core';

export interface FaintText {
  readonly text: string;
  readonly ratio: number;
}

/**
 * Texts of a document whose contrast to what lies behind them is under `least` (WCAG 2.2, 1.4.3: 4.5 for text). Disabled
 * controls are left out, as there.
 */
export async function faintTexts(frame: Frame, least = 4.5): Promise<FaintText[]> {
  return frame.evaluate((limit) => {
    type Colour = readonly [number, number, number, number];
    const parse = (css: string): Colour => {
      // Computed colours are rgb(…) or, when mixed, color(srgb …) with shares of one.
      const scale = css.startsWith('color(') ? 255 : 1;
      const parts = (/\((?:srgb )?([^)]+)\)/.exec(css)?.[1] ?? '').split(/[ ,/]+/).map(Number);
      return [(parts[0] ?? 0) * scale, (parts[1] ?? 0) * scale, (parts[2] ?? 0) * scale, parts[3] ?? 1];
    };
    const over = (top: Colour, under: Colour): Colour => {
      const mix = (at: 0 | 1 | 2): number => top[at] * top[3] + under[at] * (1 - top[3]);
      return [mix(0), mix(1), mix(2), 1];
    };
    const luminance = (colour: Colour): number => {
      const [r = 0, g = 0, b = 0] = colour.slice(0, 3).map((value) => {
        const share = value / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    // The editor's own background lies under a webview that paints none.
    const probe = document.body.appendChild(document.createElement('div'));
    probe.style.backgroundColor = 'var(--vscode-editor-background)';
    const editor = parse(getComputedStyle(probe).backgroundColor);
    probe.remove();
    const parentOf = (element: Element): Element | null => element.parentElement ?? ((element.getRootNode() as Partial<ShadowRoot>).host ?? null);
    const behind = (element: Element): Colour => {
      const layers: Colour[] = [];
      for (let at: Element | null = element; at; at = parentOf(at)) layers.push(parse(getComputedStyle(at).backgroundColor));
      return layers.reduceRight((under, layer) => over(layer, under), editor);
    };
    const faint: { text: string; ratio: number }[] = [];
    const visit = (root: Document | ShadowRoot): void => {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) visit(element.shadowRoot);
        const text = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent?.trim() ?? '').join('');
        if (text === '' || ['STYLE', 'SCRIPT'].includes(element.tagName) || !(element as HTMLElement).checkVisibility?.({ opacityProperty: true, visibilityProperty: true })) continue;
        if (element.closest('[disabled], [aria-disabled=true]')) continue;
        const colour = parse(getComputedStyle(element).color);
        const ground = behind(element);
        const [a, b] = [luminance(over(colour, ground)), luminance(ground)];
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (ratio < limit) faint.push({ text: text.slice(0, 60), ratio: Math.round(ratio * 100) / 100 });
      }
    };
    visit(document);
    return faint;
  }, least);
}
