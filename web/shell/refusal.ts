import type { Problem } from '@reassign/shared/kernel/problems.ts';

/** What a page that could not be shown is called, in its tab and on top of it. */
export function refusalTitle({ status }: Problem) {
  if (status === 404) return 'common.not-found-title';
  return status < 500 ? 'common.forbidden-title' : 'common.failed-title';
}
