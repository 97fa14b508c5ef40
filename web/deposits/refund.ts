import type { RegistrationView } from '@reassign/shared/deposits/api.ts';
import { toInstant } from '@reassign/shared/kernel/codecs.ts';

/** Whether a deposit went back by its time, inclusive; without one it is not late. */
export const isOnTime = ({ at, dueAt }: NonNullable<RegistrationView['deposit']['refund']>): boolean =>
  dueAt === null || toInstant(at) <= toInstant(dueAt);
