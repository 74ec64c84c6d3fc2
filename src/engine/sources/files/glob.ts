/** One glob as a regular expression over relative paths with "/". Knows `*`, `?`, `**`, `[abc]`, `[!abc]`, `{csv,json}`. */
function globPattern(glob: string): RegExp {
  let out = '';
  let depth = 0;
  for (let i = 0; i < glob.length; i++) {
    const char = glob.charAt(i);
    if (char === '*') {
      if (glob[i + 1] !== '*') { out += '[^/]*'; continue; }
      i++;
      if (glob[i + 1] === '/') { i++; out += '(?:[^/]+/)*'; } else out += '.*';
    } else if (char === '?') out += '[^/]';
    else if (char === '[' && glob.indexOf(']', i + 2) > 0) {
      const end = glob.indexOf(']', i + 2);
      const set = glob.slice(i + 1, end).replace(/\\/g, '\\\\').replace(/\[/g, '\\[');
      out += `[${set.startsWith('!') ? `^${set.slice(1)}` : set}]`;
      i = end;
    } else if (char === '{' && glob.indexOf('}', i) > 0) { depth++; out += '(?:'; }
    else if (char === '}' && depth > 0) { depth--; out += ')'; }
    else if (char === ',' && depth > 0) out += '|';
    else out += char.replace(/[\\^$.|+()[\]{}]/g, '\\$&');
  }
  return new RegExp(`^${out}$`, process.platform === 'win32' ? 'i' : '');
}

/**
 * A test of relative paths (separated by "/") against include globs; every path passes when there are none.
 * A glob without "/" is meant for file names in any folder, as in .gitignore.
 */
export function includes(globs: readonly string[] | undefined | null): (relativePath: string) => boolean {
  if (!globs?.length) return () => true;
  const patterns = globs
    .map((glob) => glob.replace(/\\/g, '/').replace(/^\.\//, ''))
    .map((glob) => globPattern(glob.includes('/') ? glob : `**/${glob}`));
  return (relativePath) => patterns.some((pattern) => pattern.test(relativePath));
}
