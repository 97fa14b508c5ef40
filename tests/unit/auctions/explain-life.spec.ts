import { describe, expect, it } from 'vitest';
import { fixedStep } from '@reassign/shared/listings/increments.ts';
import { explain } from '@reassign/shared/auctions/explain.ts';
import type { ExplainFault } from '@reassign/shared/auctions/explain-faults.ts';
import type { LotEntry } from '@reassign/shared/auctions/events.ts';
import { HOUR, later, MINUTE } from '@reassign/shared/kernel/instant.ts';
import { given } from '../../support/given.ts';
import {
  court,
  ladder,
  laddered,
  operator,
  pause,
  platform,
  reason,
  resume,
  resumed,
  seller,
} from '../../support/life.ts';
import {
  A,
  accepted,
  B,
  bid,
  close,
  closed,
  closesAt,
  march,
  notice,
  open,
  opensAt,
  registered,
  sold,
  unsold,
  yuan,
} from '../../support/lot.ts';
import { type Plain, told } from '../../support/told.ts';

const noon = march('17T12:00:00.000');
const one = later(noon, HOUR);
const end = later(closesAt, HOUR);

const at = <Event extends object>(when: typeof noon, event: Event) =>
  ({ ...event, at: when }) as Plain & Event;
const opening = [
  at(opensAt, registered(A)),
  at(opensAt, registered(B)),
  at(opensAt, { type: 'LotOpened', body: {} }),
];
const paused = at(noon, { type: 'LotPaused', body: { actor: operator, reason, cause: 'fault' } });
const barred = at(noon, {
  type: 'BidderBarred',
  body: { actor: operator, bidderNumber: A, ground: 'court' },
});
const voided = at(noon, { type: 'LotPaused', body: { actor: platform, reason: '', cause: 'leader-voided' } });
const leads = at(noon, accepted(A, yuan(100_000)));
const goesOn = at(one, resumed(opensAt, end));
const withdrawn = (actor: object, when = noon) =>
  at(when, { type: 'LotWithdrawn', body: { actor, reason, cause: 'seller-request' } });

it('a pause and its end are lawful', () => {
  expect(explain(told(notice(), ...opening, paused, goesOn))).toMatchObject({ ok: true });
  const history = given(notice(), open(), bid(A, yuan(100_000), noon), pause(noon), resume(one), close(end));
  expect(explain(history.entries)).toMatchObject({ ok: true });
});

const correctedTo = (before: string, after: string) => ({
  type: 'NoticeCorrected',
  body: { actor: seller, reason, changes: [{ pointer: '/description', before, after }] },
});

const wrong: [ExplainFault, number, string, LotEntry[]][] = [
  ['move-out-of-place', 6, 'a second pause', told(notice(), ...opening, paused, paused)],
  ['move-out-of-place', 5, 'going on without a pause', told(notice(), ...opening, goesOn)],
  ['bid-after-end', 6, 'a bid in a pause', told(notice(), ...opening, paused, leads)],
  ['closed-early', 6, 'a close in a pause', told(notice(), ...opening, paused, at(closesAt, closed()))],
  ['wrong-actor', 5, 'a withdrawal by the platform', told(notice(), ...opening, withdrawn(operator))],
  [
    'wrong-actor',
    5,
    'a withdrawal by a court that does not sell',
    told(notice(), ...opening, withdrawn(court)),
  ],
  ['move-too-late', 5, 'a withdrawal at the end', told(notice(), ...opening, withdrawn(seller, closesAt))],
  [
    'wrong-move',
    6,
    'a millisecond too much after a pause',
    told(notice(), ...opening, paused, at(one, resumed(opensAt, later(end, 1)))),
  ],
  [
    'wrong-move',
    6,
    'a minute too little after a pause',
    told(notice(), ...opening, paused, at(one, resumed(opensAt, later(end, -MINUTE)))),
  ],
  [
    'move-too-late',
    7,
    'going on after the fifth day',
    told(
      notice(),
      ...opening,
      paused,
      at(one, { type: 'PauseCauseEnded', body: { actor: operator, reason } }),
      at(march('24T00:00:00.000'), resumed(opensAt, later(march('24T00:00:00.000'), closesAt - noon))),
    ),
  ],
  [
    'material-change',
    5,
    'a correction of the start',
    told(
      notice(),
      ...opening,
      at(noon, {
        type: 'NoticeCorrected',
        body: { actor: seller, reason, changes: [{ pointer: '/start', before: '1', after: '2' }] },
      }),
    ),
  ],
  [
    'wrong-correction',
    6,
    'a correction of what nobody said',
    told(notice(), ...opening, at(noon, correctedTo('旧', '新')), at(noon, correctedTo('旧', '更新'))),
  ],
  ['missing-pause', 7, 'a voided leader and no pause', told(notice(), ...opening, leads, barred)],
  ['missing-pause', 7, 'another pause', told(notice(), ...opening, leads, barred, paused)],
  ['wrong-cause', 5, 'a voided leader who is none', told(notice(), ...opening, voided)],
  [
    'bid-barred',
    8,
    'a bid of a barred number',
    told(
      notice(),
      ...opening,
      leads,
      at(noon, accepted(B, yuan(101_000))),
      barred,
      at(noon, accepted(A, yuan(102_000))),
    ),
  ],
  [
    'wrong-move',
    9,
    'another amount than was bid',
    told(
      notice(),
      ...opening,
      at(noon, accepted(B, yuan(100_000))),
      at(noon, accepted(A, yuan(101_000))),
      barred,
      voided,
      at(noon, { type: 'BidReconfirmed', body: { bidderNumber: B, amount: yuan(100_500) } }),
    ),
  ],
  [
    'missing-round',
    7,
    'the ladder does not go on',
    told(laddered, ...opening, at(closesAt, closed()), at(closesAt, unsold)),
  ],
  ...(
    [
      ['at another price', { start: yuan(79_999.99) }],
      ['with another deposit', { deposit: yuan(10_001) }],
      ['on another day', { opensAt: '2026-04-11T02:00:00.000Z', closesAt: '2026-04-12T02:00:00.000Z' }],
      ['for longer than published', { closesAt: '2026-04-11T02:00:00.001Z' }],
      ['out of turn', { round: 3 }],
    ] as const
  ).map(([how, change]): (typeof wrong)[number] => [
    'wrong-move',
    7,
    `the next round ${how}`,
    told(
      laddered,
      ...opening,
      at(closesAt, closed()),
      at(closesAt, unsold),
      at(closesAt, {
        type: 'RoundAnnounced',
        body: {
          ...{ actor: platform, round: 2, format: 'english', increments: fixedStep(yuan(1_000)) },
          ...{ deposit: yuan(10_000), ...ladder[0], ...change },
        },
      }),
    ),
  ]),
  [
    'after-the-outcome',
    8,
    'a pause after the sale',
    told(
      notice(),
      ...opening,
      leads,
      at(closesAt, closed()),
      at(closesAt, sold(A, yuan(100_000))),
      at(closesAt, { type: 'LotPaused', body: { actor: operator, reason, cause: 'fault' } }),
    ),
  ],
  [
    'terms-outside-profile',
    1,
    'a ladder cut by more than a fifth',
    told(notice({ ladder: ladder.slice(1) })),
  ],
];

describe('a wrong life of a lot is refused, naming the seq', () => {
  it.each(wrong)('%s at %i: %s', (fault, seq, _what, entries) => {
    expect(explain(entries)).toEqual({ ok: false, seq, fault });
  });
});
