import type { NoticeChange } from './life-events.ts';

/** What the rules read, and what says which object is sold and by whom: nothing of it changes after publication. */
const material =
  /^\/(?:lotId|number|bank|publishedAt|appraisedValue|route|profile|round|format|start|increments?|deposit|opensAt|closesAt|ladder|fall|sealed|runnerUpDays|paymentDays|instalments)(?:\/|$)|^\/rights(?:\/(?:\d+|-))?$|^\/rights\/\d+\/(?:appraisedValue|right\/(?:type|applicationNumber|publicationNumber|registrationNumber))(?:\/|$)/;

/** The places that a correction must not touch: then the lot is withdrawn and listed anew. */
export const materialIn = (changes: readonly Pick<NoticeChange, 'pointer'>[]): string[] =>
  changes.flatMap(({ pointer }) => (pointer === '' || material.test(pointer) ? [pointer] : []));
