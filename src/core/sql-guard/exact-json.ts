/** A number of more digits than JSON.parse keeps, marked so that it can be told from a text. */
const mark = '\u0001number:';
const token = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;

/** Parses JSON whose numbers may have more digits than a double; {@link exactText} writes them as they were. */
export function exactParse(json: string): unknown {
  return JSON.parse(json.replace(token, (part) => (part.startsWith('"') || part.length < 15 ? part : JSON.stringify(`${mark}${part}`))));
}

/** JSON of what {@link exactParse} gave, its long numbers digit for digit. */
export function exactText(value: unknown): string {
  return JSON.stringify(value).replace(/"\\u0001number:(-?\d[\d.eE+-]*)"/g, '$1');
}
