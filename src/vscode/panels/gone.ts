import * as vscode from 'vscode';
import type { Problem } from '../../core/errors';
import type { GoneState } from '../../core/protocol/wire';
import type { Servers } from '../servers/servers';

/** What a panel shows when its thing could not be fetched. `missing` is the sentence for "the server does not know it". */
export function goneOf(problem: Problem, missing: string): GoneState {
  const gone = problem.code === 'not-found';
  return {
    kind: 'gone', canRetry: true,
    problem: {
      reason: gone ? missing : problem.reason,
      remedy: problem.remedy ?? null,
      detail: problem.detail ?? (gone ? problem.reason : null),
    },
  };
}

/** What a panel shows whose thing lies on a server that is not active now. */
export function otherServer(servers: Servers, serverId: string, thing: string): GoneState {
  const known = servers.all().find((server) => server.id === serverId);
  return {
    kind: 'gone', canRetry: false,
    problem: {
      reason: known
        ? vscode.l10n.t('{0} is on the server "{1}", which is not the active one.', thing, known.name)
        : vscode.l10n.t('{0} is on a server that is not known any more.', thing),
      remedy: known ? vscode.l10n.t('Select that server to see it again.') : null,
      detail: null,
    },
  };
}
