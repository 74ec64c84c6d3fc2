import { editDistance } from './edit-distance';

/** Edits in which a text may differ from a right one of so many letters, and still be a misspelling of it. */
export const editsFor = (length: number): number => (length <= 7 ? 1 : length <= 20 ? 2 : 3);

interface Piece { readonly from: number; readonly to: number }

function pieces(length: number, edits: number): Piece[] {
  const count = 2 * edits + 1;
  const cut = Array.from({ length: count + 1 }, (_, i) => Math.round((length * i) / count));
  return Array.from({ length: count }, (_, i) => ({ from: cut[i] ?? 0, to: cut[i + 1] ?? 0 })).filter(({ from, to }) => to > from);
}

/** Finds, among given texts, those within a few edits of another. */
export interface NearIndex {
  /** Texts within `edits` (and the edits that their own length allows) of `text`, in the order they were given. */
  near(text: string, edits: number): string[];
}

/**
 * An index by pieces: of a text cut into 2k + 1 pieces, k edits (a swap of neighbours touches two) leave one whole, moved by
 * at most k. Only texts that share such a piece are compared letter by letter.
 */
export function nearIndex(texts: readonly string[]): NearIndex {
  const byPiece = new Map<string, number[]>();
  const lengths = new Set<number>();
  texts.forEach((text, at) => {
    lengths.add(text.length);
    for (const { from, to } of pieces(text.length, editsFor(text.length))) {
      const key = `${text.length} ${from} ${text.slice(from, to)}`;
      const list = byPiece.get(key);
      if (list) list.push(at); else byPiece.set(key, [at]);
    }
  });
  return {
    near: (text, edits) => {
      const found = new Set<number>();
      for (let length = Math.max(1, text.length - edits); length <= text.length + edits; length++) {
        const most = Math.min(editsFor(length), edits);
        if (!lengths.has(length) || Math.abs(length - text.length) > most) continue;
        for (const { from, to } of pieces(length, editsFor(length))) {
          for (let start = Math.max(0, from - most); start <= Math.min(text.length - (to - from), from + most); start++) {
            for (const at of byPiece.get(`${length} ${from} ${text.slice(start, start + to - from)}`) ?? []) found.add(at);
          }
        }
      }
      return [...found].sort((a, b) => a - b).map((at) => texts[at] ?? '').filter((other) => other !== text && editDistance(text, other, Math.min(editsFor(other.length), edits)) <= Math.min(editsFor(other.length), edits));
    },
  };
}
