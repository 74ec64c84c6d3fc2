import { userInfo } from 'node:os';
import type { User } from '../../core/api/schemas/common';

function nameOfUser(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run under a user id that has no entry; it still has one user.
    return 'local';
  }
}
const user: User = { id: 1, user_id: 'local', name: nameOfUser(), email: null, role: 'Admin' };

/** The one user of a local engine: whoever runs it. */
export function localUser(): User {
  return user;
}
