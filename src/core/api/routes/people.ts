import { z } from 'zod';
import { route } from '../define';
import { pageQuery, sortQuery } from '../query';
import { deleted, idParams, pageOf, user } from '../schemas/common';
import { team, teamInput, userUpdate } from '../schemas/people';

const listQuery = pageQuery.extend({ name: z.string().optional(), search: z.string().optional(), sort_created: sortQuery, sort_name: sortQuery });

/** Users and teams. A local engine has one of each. */
export const peopleRoutes = {
  me: route('GET', '/users/me', { tag: 'users', summary: 'Who the token belongs to', reply: user }),
  listUsers: route('GET', '/users', { tag: 'users', summary: 'List users', query: listQuery, reply: pageOf(user) }),
  getUser: route('GET', '/users/{id}', { tag: 'users', summary: 'Get a user', params: idParams, reply: user }),
  updateUser: route('PUT', '/users/{id}', { tag: 'users', summary: 'Update a user', params: idParams, body: userUpdate, reply: user }),
  listTeams: route('GET', '/teams', { tag: 'teams', summary: 'List teams', query: listQuery, reply: pageOf(team) }),
  createTeam: route('POST', '/teams', { tag: 'teams', summary: 'Create a team', body: teamInput, reply: team }),
  getTeam: route('GET', '/teams/{id}', { tag: 'teams', summary: 'Get a team', params: idParams, reply: team }),
  updateTeam: route('PUT', '/teams/{id}', { tag: 'teams', summary: 'Update a team', params: idParams, body: teamInput.partial(), reply: team }),
  deleteTeam: route('DELETE', '/teams/{id}', { tag: 'teams', summary: 'Delete a team', params: idParams, reply: deleted }),
};
