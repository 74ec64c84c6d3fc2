import path from 'node:path';
import { onPath, runCommand } from '../commands';
import { once, type Say } from './folder';

/** The public client of the API, as `pip install qualytics-cli` gives it to a user. */
export const clientVersion = '1.2.2';

export interface QualyticsClient {
  /** The Python that runs it. */
  readonly python: string;
  /** Folder with its packages, for PYTHONPATH. */
  readonly packages: string;
}

async function installedPython(): Promise<string | null> {
  const python = onPath(process.platform === 'win32' ? ['python.exe', 'py.exe'] : ['python3', 'python']);
  if (python === undefined) return null;
  // Windows has a python.exe that only opens its shop, and some systems have one without pip or an old one.
  return runCommand(python, ['-c', 'import sys, pip; sys.exit(sys.version_info < (3, 10))'], { timeout: 30_000 }).then(() => python, () => null);
}

/** Gives the client, fetched by pip on first use; or null, having said why, where there is no Python for it or no index. */
export async function provisionQualyticsClient(say: Say): Promise<QualyticsClient | null> {
  const python = await installedPython();
  if (python === null) {
    say('no Python 3.10 with pip here: the tests with the public client are left out');
    return null;
  }
  try {
    const packages = await once(`qualytics-cli-${clientVersion}`, async (making) => {
      say(`fetching qualytics-cli ${clientVersion} with pip, about 150 MB unpacked`);
      await runCommand(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-warn-script-location', '--target', path.join(making, 'packages'), `qualytics-cli==${clientVersion}`], { timeout: 600_000 });
    });
    return { python, packages: path.join(packages, 'packages') };
  } catch (error) {
    say(`qualytics-cli cannot be fetched here: ${(error as Error).message}`);
    return null;
  }
}
