import picomatch from 'picomatch';

const windows = process.platform === 'win32';
/** `{01..12}` as the alternatives of a pattern; what is no range of numbers, or too long a one, stays text. */
function range(from: string, to: string): string {
  const [first, last] = [Number(from), Number(to)];
  if (!/^\d{1,9}$/.test(from) || !/^\d{1,9}$/.test(to) || last < first || last - first > 1000) return `\\{${from}\\.\\.${to}\\}`;
  const width = /^0\d/.test(from) ? from.length : 0;
  return `(?:${Array.from({ length: last - first + 1 }, (_, i) => String(first + i).padStart(width, '0')).join('|')})`;
}

/** Paths come with "/" on every platform; hidden ones were left out before; "!" at the head is ours. `posix`: `[!ab]`. */
const how = { dot: true, nonegate: true, noextglob: true, posix: true, windows: false, nocase: windows, expandRange: range } as const;

/** A backslash makes the sign after it stand for itself; elsewhere it separates folders, as people on Windows write it. */
function separated(glob: string): string {
  return glob.replace(/\\(.?)/g, (whole, next: string) => {
    const wild = next === '*' || next === '?';
    return /[[\](){}!\\|+]/.test(next) || (wild && !windows) ? whole : `/${next}`;
  });
}

/** Signs that the matcher knows and a glob here does not: they stand for themselves outside of sets. So does a brace that is not closed. */
function plainSigns(glob: string): string {
  const text = glob.replace(/\\.|\[[^\]]+\]|[()|+]/g, (part) => (/^[()|+]$/.test(part) ? `\\${part}` : part));
  const bare = text.replace(/\\./g, '');
  return bare.split('{').length > bare.split('}').length ? text.replace(/\\.|\{/g, (part) => (part === '{' ? '\\{' : part)) : text;
}

/** The patterns of one glob. One without "/" is meant for any folder; one that names a folder takes all that is in it. */
function patterns(glob: string): string[] {
  const path = plainSigns(separated(glob)).replace(/^\.\//, '');
  const anchored = path.replace(/^\//, '').replace(/\/$/, '/**');
  const whole = path.includes('/') ? anchored : `**/${path}`;
  return /[*?[{]/.test(whole.split('/').at(-1) ?? '') ? [whole] : [whole, `${whole}/**`];
}

const matcher = (globs: readonly string[]): ((relativePath: string) => boolean) =>
  (globs.length === 0 ? () => false : picomatch(globs.flatMap(patterns), how));

/**
 * A test of relative paths (separated by "/"): one of `include` must match, all pass when there is none, and none of
 * `exclude` may. Globs are those of picomatch: `*`, `?`, `**`, `[ab]`, `[!ab]`, `{csv,json}`, braces within braces, `{01..12}`;
 * round brackets and plus signs of other dialects are plain text. An include with "!" at its head excludes.
 */
export function fileFilter(include?: readonly string[] | null, exclude?: readonly string[] | null): (relativePath: string) => boolean {
  const negative = (include ?? []).filter((glob) => glob.startsWith('!')).map((glob) => glob.slice(1));
  const positive = (include ?? []).filter((glob) => !glob.startsWith('!'));
  const wanted = positive.length === 0 ? () => true : matcher(positive);
  const unwanted = matcher([...exclude ?? [], ...negative]);
  return (relativePath) => wanted(relativePath) && !unwanted(relativePath);
}
