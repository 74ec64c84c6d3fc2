/** What of package.json the packaging reads and changes; everything else is kept. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly repository: { readonly url: string };
  readonly [key: string]: unknown;
}

/** Fields that only people who work on Plumbline need. */
const forDevelopment = ['private', 'scripts', 'devDependencies', 'dependencies'];

/** The web address of the repository, from the one place that names it. */
export function repositoryPage(manifest: Manifest): string {
  return manifest.repository.url.replace(/^git\+/, '').replace(/\.git$/, '');
}

/** The manifest as users get it: everything is bundled, and where to report a bug follows from the repository. */
export function publishedManifest(manifest: Manifest): Manifest {
  const page = repositoryPage(manifest);
  const kept = Object.fromEntries(Object.entries(manifest).filter(([key]) => !forDevelopment.includes(key)));
  return { ...(kept as Manifest), bugs: { url: `${page}/issues` }, homepage: `${page}#readme` };
}
