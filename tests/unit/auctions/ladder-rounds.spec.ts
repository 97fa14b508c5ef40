import { describe, expect, it } from 'vitest';
import { wakesAt } from '@reassign/shared/auctions/decide.ts';
import { explain } from '@reassign/shared/auctions/explain.ts';
import { DAY, instant, later, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { fixedStep } from '@reassign/shared/listings/increments.ts';
import { given } from '../../support/given.ts';
import {
  announce,
  court,
  courtLot,
  courtOpens,
  ladder,
  laddered,
  pause,
  platform,
  resume,
  seller,
  settle,
  stopLadder,
} from '../../support/life.ts';
import {
  A,
  B,
  bid,
  close,
  closed,
  closesAt,
  neverOpen,
  notice,
  open,
  opensAt,
  registered,
  sold,
  unsold,
  yuan,
} from '../../support/lot.ts';

const at = (text: string) => instant(Date.parse(text));

const secondRound = {
  type: 'RoundAnnounced',
  body: {
    actor: platform,
    round: 2,
    format: 'english',
    increments: fixedStep(yuan(1_000)),
    start: yuan(80_000),
    deposit: yuan(10_000),
    opensAt: '2026-04-10T02:00:00.000Z',
    closesAt: '2026-04-11T02:00:00.000Z',
  },
} as const;
const secondOpens = at(secondRound.body.opensAt);
const secondCloses = at(secondRound.body.closesAt);

const failed = given(laddered, open([A]), close());
const second = failed.when(open([B], secondOpens)).and;

describe('a published ladder', () => {
  it('goes on by itself, in the same batch as the round that nobody bought in', () => {
    given(laddered, open([A]))
      .when(close())
      .then(closed(), unsold, secondRound);
    expect(failed.state).toMatchObject({
      phase: 'notice',
      terms: { round: 2, start: yuan(80_000) },
      failedRounds: [{ round: 1, start: yuan(100_000), reason: 'no-bid', at: closesAt }],
    });
    expect(wakesAt(failed.state)).toBe(secondOpens);
  });
  it('ends with a sale', () => {
    given(laddered, open([A]), bid(A, yuan(100_000)))
      .when(close())
      .then(closed(), sold(A, yuan(100_000)));
  });
  it('admits anew: the deposit is for one round', () => {
    failed.when(open([B], secondOpens)).then(registered(B), { type: 'LotOpened', body: {} });
    second.when(bid(A, yuan(80_000), secondOpens)).thenRefused('not-registered');
    second.when(bid(B, yuan(79_999.99), secondOpens)).thenRefused('below-start');
    expect(second.when(bid(B, yuan(80_000), secondOpens)).and.state).toMatchObject({ asking: yuan(81_000) });
  });
  it('ends unsold with its last rung, and every rung has its result', () => {
    const thirdOpens = at('2026-05-10T02:00:00.000Z');
    const over = second
      .when(close(secondCloses))
      .and.when(open([], thirdOpens))
      .and.when(close(later(thirdOpens, DAY))).and;
    expect(over.state).toMatchObject({
      phase: 'unsold',
      failedRounds: [{ round: 1 }, { round: 2, start: yuan(80_000) }, { round: 3, start: yuan(64_000) }],
    });
    expect(explain(over.entries)).toMatchObject({ ok: true });
  });
  it('lowers a deposit that a lower start no longer allows: at most 20 % of it', () => {
    const dear = notice({ ladder, deposit: yuan(20_000) });
    const lowered = { ...secondRound, body: { ...secondRound.body, deposit: yuan(16_000) } };
    given(dear, open([A]))
      .when(close())
      .then(closed(), unsold, lowered);
  });
  it('moves a rung as a whole when a pause made its notice too short (15 days)', () => {
    const noon = later(closesAt, -DAY + 1);
    const resumedAt = at('2026-04-05T00:00:00.000Z');
    const late = given(laddered, open([A]), pause(noon), resume(resumedAt));
    const end = later(resumedAt, closesAt - noon);
    // The round ended on 6 April 08:00 in Shanghai: 22 April 00:00 is the first instant.
    const moved = { opensAt: '2026-04-21T16:00:00.000Z', closesAt: '2026-04-22T16:00:00.000Z' };
    late.when(close(end)).then(closed(end), unsold, {
      ...secondRound,
      body: { ...secondRound.body, ...moved },
    });
  });
  it('waits for a decision when nobody could bid', () => {
    const missed = given(laddered).when(open([A], closesAt));
    missed.then(neverOpen);
    missed.and.when(announce(later(closesAt, 1), platform)).thenRefused('not-your-move');
    expect(missed.and.when(announce(later(closesAt, 1), seller)).and.state.phase).toBe('notice');
  });
});

describe('a court’s ladder', () => {
  const end = later(courtOpens, DAY);
  const waiting = given(courtLot, open([A], courtOpens), close(end));
  it('waits for the court (N 26)', () => {
    expect(waiting.state.phase).toBe('unsold');
    expect(wakesAt(waiting.state)).toBeNull();
    waiting.when(announce(end, platform)).thenRefused('not-your-move');
    waiting.when(announce(end, seller)).thenRefused('not-your-move');
    expect(waiting.when(announce(end, court)).and.state).toMatchObject({
      phase: 'notice',
      terms: { round: 2 },
    });
  });
  it('opens within 30 days of the end, notice included (§3.9 case 11)', () => {
    // Ended on 2 April: the last day is 2 May, so a notice of 15 days begins on 16 April at the latest.
    const lastDay = at('2026-04-16T15:59:59.999Z');
    expect(waiting.when(announce(lastDay, court)).and.state.phase).toBe('notice');
    waiting
      .when(announce(later(lastDay, 1), court))
      .thenRefused('too-late', { until: at('2026-05-02T16:00:00.000Z') });
  });
  it('ends when the debt is paid between two rounds', () => {
    expect(waiting.when(settle(later(end, 1), court)).and.state.phase).toBe('settled-before-sale');
  });
});

describe('stopping the ladder', () => {
  const noon = later(closesAt, -1_000);
  it('leaves the round that runs alone and drops the later ones', () => {
    const stopped = given(laddered, open([A])).when(stopLadder(noon)).and;
    expect(stopped.state.phase).toBe('open');
    stopped.when(close()).then(closed(), unsold);
  });
  it('in the notice of a later round calls that round off', () => {
    const stopped = failed.when(stopLadder(later(closesAt, 1))).and;
    expect(stopped.state).toMatchObject({ phase: 'unsold', reason: 'ladder-stopped' });
    stopped.when(open([A], secondOpens)).thenNothing();
    expect(explain(stopped.entries)).toMatchObject({ ok: true });
  });
  it('in the notice of the first round leaves that round to come', () => {
    const stopped = given(laddered).when(stopLadder(later(opensAt, -1))).and;
    expect(stopped.state.phase).toBe('notice');
    const opened = stopped.when(open([A])).and;
    expect(opened.state.phase).toBe('open');
    opened.when(close()).then(closed(), unsold);
  });
  it('has nothing to stop without later rounds', () => {
    given(notice(), open([A]))
      .when(stopLadder(noon))
      .thenRefused('nothing-changes');
    expect(toRfc3339(secondOpens)).toBe(ladder[0]?.opensAt);
  });
});
