/** A picture as plain shapes, which a page draws as SVG in the colours of its tones. Lengths are units of the view box. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

/** What a shape means, for its colour. */
export type Tone = 'bar' | 'track' | 'line' | 'text' | 'calm' | 'positive' | 'negative';

export type Shape =
  /** `row`: the row of the figure's table that it shows. `strength`: how opaque it is, 0..1. */
  | { readonly kind: 'rect'; readonly x: number; readonly y: number; readonly width: number; readonly height: number; readonly tone: Tone; readonly row?: number; readonly strength?: number }
  | { readonly kind: 'line'; readonly points: readonly (readonly [x: number, y: number])[]; readonly tone: Tone }
  | { readonly kind: 'text'; readonly x: number; readonly y: number; readonly text: string; readonly anchor: 'start' | 'middle' | 'end'; readonly tone: Tone };

/** Fewer digits than anybody could see the difference of. */
export const rounded = (value: number): number => Math.round(value * 100) / 100;

/** The first characters of a text that may be of any length. */
export function shortened(text: string, longest: number): string {
  const points = [...text.slice(0, longest * 2 + 2)];
  return points.length > longest ? `${points.slice(0, longest - 1).join('')}…` : points.join('');
}
