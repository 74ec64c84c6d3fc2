import { ProgressReportStage, downloadAndUnzipVSCode } from '@vscode/test-electron';
import { mkdir } from 'node:fs/promises';
import { onPath } from '../commands';
import { provisioned, type Say } from './folder';

/** How long the download site may take until the first byte of VS Code arrives. */
const patience = 10_000;

/** Whether a window could be shown here at all. */
export function hasDisplay(): boolean {
  return process.platform === 'darwin' || process.platform === 'win32' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
}

/** The command line program of a VS Code that is already installed. */
export function installedDesktop(): string | undefined {
  return onPath(process.platform === 'win32' ? ['code.cmd', 'code-insiders.cmd'] : ['code', 'code-insiders', 'codium']);
}

/**
 * Gives the path of a downloaded desktop VS Code, or null, having said why, where no window can be shown or its
 * download site cannot be reached in a few seconds.
 */
export async function provisionDesktop(say: Say): Promise<string | null> {
  if (!hasDisplay()) {
    say('no display here: desktop VS Code is left out, the workbench from npm is used');
    return null;
  }
  await mkdir(provisioned, { recursive: true });
  let timer: NodeJS.Timeout | undefined;
  let started = (): void => undefined;
  const tooSlow = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer')), patience + 3000);
    started = () => clearTimeout(timer);
  });
  const download = downloadAndUnzipVSCode({
    version: 'stable', cachePath: provisioned, timeout: patience,
    reporter: {
      report: (report) => {
        if (report.stage !== ProgressReportStage.Downloading) return;
        if (report.bytesSoFar === 0) say('fetching desktop VS Code from its own download site');
        started();
      },
      error: (error) => say(`desktop VS Code: ${String(error)}`),
    },
  });
  download.catch(() => undefined);
  try {
    return await Promise.race([download, tooSlow]);
  } catch (error) {
    say(`desktop VS Code cannot be downloaded here (${(error as Error).message}): the workbench from npm is used`);
    return null;
  } finally {
    clearTimeout(timer);
  }
}
