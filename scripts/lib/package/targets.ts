/** A platform that VS Code installs extensions for, with the engine's native package for it. */
export interface Target {
  /** As the marketplace names it. */
  readonly name: string;
  readonly os: 'linux' | 'darwin' | 'win32';
  readonly cpu: 'x64' | 'arm64';
  readonly libc?: 'glibc' | 'musl';
}

/** Every platform that DuckDB is prebuilt for on npm. */
export const targets: readonly Target[] = [
  { name: 'linux-x64', os: 'linux', cpu: 'x64', libc: 'glibc' },
  { name: 'linux-arm64', os: 'linux', cpu: 'arm64', libc: 'glibc' },
  { name: 'alpine-x64', os: 'linux', cpu: 'x64', libc: 'musl' },
  { name: 'alpine-arm64', os: 'linux', cpu: 'arm64', libc: 'musl' },
  { name: 'darwin-x64', os: 'darwin', cpu: 'x64' },
  { name: 'darwin-arm64', os: 'darwin', cpu: 'arm64' },
  { name: 'win32-x64', os: 'win32', cpu: 'x64' },
  { name: 'win32-arm64', os: 'win32', cpu: 'arm64' },
];

/** The npm package that holds DuckDB's native files for a target. */
export function bindingOf(target: Target): string {
  return `@duckdb/node-bindings-${target.os}-${target.cpu}${target.libc === 'musl' ? '-musl' : ''}`;
}

/** The target of this machine; undefined where DuckDB is not prebuilt for it. */
export function thisTarget(): Target | undefined {
  // Node's report names the C library's version on glibc alone.
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  const libc = process.platform !== 'linux' ? undefined : header.glibcVersionRuntime === undefined ? 'musl' : 'glibc';
  return targets.find((one) => one.os === process.platform && one.cpu === process.arch && one.libc === libc);
}
