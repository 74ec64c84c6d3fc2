import type { peopleRoutes } from '../../../core/api/routes/people';
import { fail } from '../../../core/errors';
import type { HandlersOf } from '../handler';
import { localTeam, localUser } from '../local-user';
import { pageOfList } from './tags';

type Named = { name?: string | null };
const matching = <T extends Named>(one: T, { name, search }: { name?: string | undefined; search?: string | undefined }): T[] =>
  ((name === undefined || one.name === name) && (search === undefined || (one.name ?? '').toLowerCase().includes(search.toLowerCase())) ? [one] : []);

const oneTeam = (): never => fail('not-allowed', 'The local engine has one user and one team, which stay as they are.', { remedy: 'Work with a Qualytics server where several people share one.' });

/** The one user and the one team of a local engine. */
export function peopleHandlers(): HandlersOf<typeof peopleRoutes> {
  const user = (id: number): ReturnType<typeof localUser> => (id === localUser().id ? localUser() : fail('not-found', `User ${id} does not exist.`));
  const team = (id: number): ReturnType<typeof localTeam> => (id === localTeam().id ? localTeam() : fail('not-found', `Team ${id} does not exist.`));
  return {
    me: async () => localUser(),
    listUsers: async ({ query }) => pageOfList(matching(localUser(), query), query),
    getUser: async ({ params }) => user(params.id),
    updateUser: async ({ params }) => {
      user(params.id);
      return oneTeam();
    },
    listTeams: async ({ query }) => pageOfList(matching(localTeam(), query), query),
    createTeam: async () => oneTeam(),
    getTeam: async ({ params }) => team(params.id),
    updateTeam: async ({ params }) => {
      team(params.id);
      return oneTeam();
    },
    deleteTeam: async ({ params }) => {
      team(params.id);
      return oneTeam();
    },
  };
}
