import type { RegistrationView } from '@reassign/shared/deposits/api.ts';
import { toInstant } from '@reassign/shared/kernel/codecs.ts';

/** What is said of a refund beside its deadline (inclusive); without one it is not late. */
export const refundWords = ({
  at,
  dueAt,
}: Pick<NonNullable<RegistrationView['deposit']['refund']>, 'at' | 'dueAt'>):
  'refund-until' | 'refund-on-time' | 'refund-late' => {
  if (at === null) return 'refund-until';
  return dueAt === null || toInstant(at) <= toInstant(dueAt) ? 'refund-on-time' : 'refund-late';
};
