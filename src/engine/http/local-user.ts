import { userInfo } from 'node:os';
import type { Team } from '../../core/api/schemas/people';
import { fail } from '../../core/errors';
import type { User } from '../../core/api/schemas/common';

function nameOfUser(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run under a user id that has no entry; it still has one user.
    return 'local';
  }
}
/** When this engine process met them; it keeps no accounts. */
const created = new Date().toISOString();
const stub = { id: 1, user_id: 'local', name: nameOfUser(), email: null, role: 'Admin', created };
const team: Team = { id: 1, name: 'Public', description: null, permission: 'Editor', created, users: [stub] };
const user: User = { ...stub, teams: [{ id: team.id, name: team.name, permission: team.permission }] };

/** The one user of a local engine: whoever runs it. */
export function localUser(): User {
  return user;
}

/** The one team of a local engine, in which its user is. */
export function localTeam(): Team {
  return team;
}

/** Throws `bad-request` for teams that are not there; clients name them or give their ids. */
export function refuseOtherTeams(teams: readonly (string | number)[] | undefined): void {
  const other = teams?.find((one) => one !== team.name && one !== team.id);
  if (other !== undefined) fail('bad-request', `There is no team "${String(other).slice(0, 100)}".`, { remedy: `The local engine has one team: ${team.name}.`, place: { path: 'teams' } });
}
