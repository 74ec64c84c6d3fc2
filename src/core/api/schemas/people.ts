import { z } from 'zod';
import { moment, stub, user } from './common';

export const userRole = z.enum(['Member', 'Manager', 'Admin']);
export const teamPermission = z.enum(['Reporter', 'Viewer', 'Drafter', 'Author', 'Editor']);

export const userUpdate = z.strictObject({ role: userRole.optional(), team_ids: z.array(z.number().int()).optional(), teams: z.array(z.string()).optional() });

export const team = stub.extend({
  created: moment.nullish(),
  description: z.string().nullish(),
  permission: z.string().nullish(),
  users: z.array(user.partial()).nullish(),
});
export type Team = z.output<typeof team>;

export const teamInput = z.strictObject({
  name: z.string().min(1).max(200), description: z.string().nullish(), permission: teamPermission.optional(), user_ids: z.array(z.number().int()).optional(),
});
