import type { RegistrationView } from '@reassign/shared/deposits/api.ts';
import { toInstant } from '@reassign/shared/kernel/codecs.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import { authorityWords } from './authority-words.ts';
import type { Page } from '../../page.svelte.ts';

interface Line {
  readonly text: string;
  readonly tone: 'done' | 'warning' | 'plain';
}

/** What else there is to say of a registration beside its deposit: agent, letter, bar, rank. */
export function notesOf(
  { agent, review, barred, rank }: RegistrationView,
  { t, format }: Pick<Page, 't' | 'format'>,
  now: Instant,
): Line[] {
  const lines: Line[] = [];
  if (barred !== null) lines.push({ text: t(`common.problem-barred-${barred}`), tone: 'warning' });
  if (agent?.state === 'awaited') {
    const until = toInstant(agent.until);
    lines.push(
      now < until
        ? { text: t('bidders.agent-awaited', { time: format.dateTime(until) }), tone: 'warning' }
        : { text: t('bidders.agent-late'), tone: 'warning' },
    );
  } else if (agent)
    lines.push({
      text: t(`bidders.agent-${agent.state}`),
      tone: agent.state === 'confirmed' ? 'done' : 'warning',
    });
  if (agent) lines.push({ text: authorityWords(agent.authority, { t, format }), tone: 'plain' });
  if (review !== null)
    lines.push({ text: t(`bidders.review-${review}`), tone: review === 'confirmed' ? 'done' : 'warning' });
  if (rank !== null) lines.push({ text: t('bidders.rank-of', { rank }), tone: 'plain' });
  return lines;
}

/** Nobody has paid for it yet. */
export const isWithdrawable = ({ deposit, bidderNumber }: RegistrationView): boolean =>
  deposit.status === 'requested' && bidderNumber === null;
