/** How a delimited text encloses values: line ends inside are part of them. */
export interface Quoting {
  readonly delimiter: string;
  /** '' where nothing encloses values. */
  readonly quote: string;
  readonly escape: string;
  /** What lines begin with that are no data; '' where there are none. */
  readonly comment: string;
}

/** Whether a text has more than one kind of line end outside of quotes. */
export function mixesLineEnds(text: string, quoting: Quoting): boolean {
  const kinds = new Set<string>();
  plainLines({ ...quoting, comment: '' }, (end) => kinds.add(end))(text, true);
  return kinds.size > 1;
}

/**
 * Gives a text, piece by piece, with "\n" for every line end outside of quotes and without what comments say: their lines stay
 * as empty ones, so that numbers of lines do, or go with `dropComments`. `onEnd` is told each line end as it was.
 */
export function plainLines(
  { delimiter, quote, escape, comment }: Quoting, onEnd: (end: string) => void = () => undefined, dropComments = false,
): (piece: string, last: boolean) => string {
  let quoted = false;
  let skipped = false;
  let closing = false;
  let carriage = false;
  let commented = false;
  let lineStart = true;
  let fieldStart = true;
  return (piece, last) => {
    const out: string[] = [];
    let from = 0;
    for (let i = 0; i < piece.length; i++) {
      const char = piece.charAt(i);
      if (carriage) {
        carriage = false;
        onEnd(char === '\n' ? '\r\n' : '\r');
        if (char === '\n') { from = i + 1; continue; }
      }
      if (quoted) {
        if (skipped) skipped = false;
        else if (char === escape && escape !== quote) skipped = true;
        else if (char === quote) { quoted = false; closing = escape === quote; }
        continue;
      }
      if (closing) {
        closing = false;
        // A doubled quote: the value goes on.
        if (char === quote) { quoted = true; continue; }
      }
      if (char === '\n' || char === '\r') {
        out.push(piece.slice(from, i), commented && dropComments ? '' : '\n');
        from = i + 1;
        carriage = char === '\r';
        if (!carriage) onEnd(char);
        commented = false;
        lineStart = true;
        fieldStart = true;
      } else if (commented) from = i + 1;
      else if (lineStart && char === comment) { commented = true; from = i + 1; }
      else {
        if (fieldStart && char === quote) quoted = true;
        fieldStart = char === delimiter || fieldStart && char === ' ';
        lineStart = false;
      }
    }
    if (last && carriage) onEnd('\r');
    out.push(piece.slice(from));
    return out.join('');
  };
}
