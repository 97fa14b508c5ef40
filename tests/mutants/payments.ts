import type { MutantList } from './mutant.ts';

const payment = 'shared/payments/payment.ts';
const amount = 'shared/payments/stripe-amount.ts';
const postings = 'shared/deposits/postings.ts';
const refund = 'shared/deposits/refund.ts';

/** What a payment becomes, what goes back, and what a deposit does to the books. */
export const payments: MutantList = {
  tests: ['tests/unit/payments', 'tests/unit/deposits'],
  mutants: [
    {
      breaks: 'the furthest state stands, whatever comes later',
      file: payment,
      right: 'order.indexOf(now) > order.indexOf(before) ? now : before',
      wrong: 'now',
    },
    {
      breaks: 'money is of the currency that was asked for',
      file: payment,
      right: "if (seen.amount.currency !== payment.amount.currency) return refuse('wrong-currency');\n",
      wrong: '',
    },
    {
      breaks: 'a fen too little is not what was asked for',
      file: payment,
      right: 'seen.amount.amount !== payment.amount.amount',
      wrong: 'seen.amount.amount > payment.amount.amount',
    },
    {
      breaks: 'a refund takes the last fen and not one more',
      file: payment,
      right: 'refunded.amount + amount.amount > payment.amount.amount',
      wrong: 'refunded.amount + amount.amount > payment.amount.amount + 100',
    },
    {
      breaks: 'what was refunded is not refunded again',
      file: payment,
      right: "if (refunded.amount >= payment.amount.amount) return 'already-refunded';\n",
      wrong: '',
    },
    {
      breaks: 'a dispute that runs withholds a refund',
      file: payment,
      right: "disputes.every((status) => status === 'won')",
      wrong: "disputes.every((status) => status !== 'lost')",
    },
    {
      breaks: 'of a dispute that was lost nothing is refunded any more',
      file: payment,
      right: "fault !== 'dispute-lost' && followUp === null",
      wrong: 'followUp === null',
    },
    {
      breaks: 'a failed refund is followed up once',
      file: payment,
      right: "fault !== 'dispute-lost' && followUp === null",
      wrong: "fault !== 'dispute-lost'",
    },
    {
      breaks: 'only what failed is followed up',
      file: payment,
      right: "status === 'failed' && fault !== 'dispute-lost'",
      wrong: "fault !== 'dispute-lost'",
    },
    {
      breaks: 'a dispute that was decided stays decided',
      file: payment,
      right: "before === null || before === 'open' ? now : before",
      wrong: 'now',
    },
    {
      breaks: 'a charge has eight digits',
      file: amount,
      right: 'if (amount > MOST)',
      wrong: 'if (amount > MOST + 1)',
    },
    {
      breaks: 'three decimal places end in a zero',
      file: amount,
      right: 'minorDigitsOf(currency) === 3 && amount % 10 !== 0',
      wrong: 'minorDigitsOf(currency) === 4 && amount % 10 !== 0',
    },
    {
      breaks: "a court's deposit goes to the court",
      file: postings,
      right: "to === 'court' ? 'court' : 'escrow'",
      wrong: "'escrow'",
    },
    {
      breaks: 'a sale that is undone gives back out of the price',
      file: postings,
      right: "change.from === 'applied' ? price(change.priceGoesTo) : held",
      wrong: 'held',
    },
    {
      breaks: 'what a court has is booked by nobody here',
      file: postings,
      right: 'amount.amount === 0 || isWithCourt(change)',
      wrong: 'amount.amount === 0',
    },
    {
      breaks: 'an escrow is no court',
      file: postings,
      right: "change.from === 'applied' && change.priceGoesTo === 'court'",
      wrong: "change.from === 'applied'",
    },
    {
      breaks: 'a court has its money a day after the end',
      file: refund,
      right: 'later(from, DAY)',
      wrong: 'later(from, 2 * DAY)',
    },
    {
      breaks: 'a move has its own key',
      file: postings,
      right: '`deposit:${deposit.id}:${to}`',
      wrong: '`deposit:${deposit.id}`',
    },
    {
      breaks: 'the last millisecond of a refund is on time',
      file: refund,
      right: 'if (now > dueAt)',
      wrong: 'if (now >= dueAt)',
    },
    {
      breaks: 'the alarm comes hours before',
      file: refund,
      right: 'now >= later(dueAt, -ALARM_BEFORE_MS)',
      wrong: 'now >= dueAt',
    },
  ],
};
