import { edge, type MutantList } from './mutant.ts';

const ofCase = 'shared/listings/case-gates.ts';
const told = 'shared/listings/told.ts';
const ofRight = 'shared/listings/right-gates.ts';
const ofNotice = 'shared/listings/notice-gates.ts';
const gate = 'shared/listings/gates.ts';
const period = 'shared/listings/notice-period.ts';
const bar = 'shared/deposits/bars.ts';
const pack = 'tests/conformance/rules.spec.ts';

/** Why a listing is not published (3-trading-rules §3.7). */
export const gates: MutantList = {
  tests: [pack, 'tests/unit/listings'],
  mutants: [
    edge(ofCase, 'a default of today has happened', 'if (defaultedOn > today)'),
    edge(ofCase, 'an agreement of today is one', 'saleAgreedOn === null || saleAgreedOn > today'),
    {
      breaks: 'a court needs no agreement',
      file: ofCase,
      right: 'if (!isCourtSale) {',
      wrong: 'if (defaultedOn <= today) {',
    },
    edge(ofCase, 'on the last day the claim is not barred', 'if (today > barredAfter)'),
    {
      breaks: 'the last demand begins the limitation anew',
      file: ofCase,
      right: 'acknowledgedOn !== undefined && acknowledgedOn > defaultedOn ? acknowledgedOn : defaultedOn',
      wrong: 'acknowledgedOn !== undefined && acknowledgedOn < defaultedOn ? acknowledgedOn : defaultedOn',
    },
    {
      breaks: 'a forfeiture clause alone closes nothing',
      file: ofCase,
      right: "if (forfeiture === 'relied-on')",
      wrong: 'if (forfeiture !== undefined)',
    },
    edge(ofCase, 'a contract signed today is one', 'if (contractSignedOn > today)'),
    {
      breaks: 'the court chose the platform before',
      file: ofCase,
      right: '&&\n  order.platformChosenOn <= today',
      wrong: '',
    },
    edge(told, 'a notice on the first lawful day is in time', 'earliest > today'),
    {
      breaks: 'the day of the telling does not count',
      file: told,
      right: 'addDays(on, daysBefore + 1)',
      wrong: 'addDays(on, daysBefore)',
    },
    {
      breaks: 'a posting is full before the days of the telling begin',
      file: told,
      right: 'addDays(on, postedDays + daysBefore + 1)',
      wrong: 'addDays(on, postedDays + 1)',
    },
    {
      breaks: 'where the route knows no posting, nobody is told by one',
      file: told,
      right: 'postedDays === 0 ? null :',
      wrong: 'postedDays < 0 ? null :',
    },
    {
      breaks: 'of two tellings the earlier counts',
      file: told,
      right: '      .sort();',
      wrong: ';',
    },
    {
      breaks: 'holders of priorities are named, or stated to be none',
      file: told,
      right: "!noPriorityHolders && told.every(({ role }) => role === 'party')",
      wrong: 'false',
    },
    {
      breaks: 'whoever pledged a right is told',
      file: ofCase,
      right: 'pledge === null ? [] : [pledge.pledgor]',
      wrong: '[]',
    },
    edge(ofRight, 'a pledge registered today is one', 'pledge.registeredOn > dayOf(publishedAt)'),
    edge(ofRight, 'a claim of just the cap is within it', 'maximum.claimed.amount > maximum.cap.amount'),
    {
      breaks: 'registers write brackets in either width',
      file: 'shared/kernel/same-name.ts',
      right: "name.normalize('NFKC')",
      wrong: 'name',
    },
    edge(
      ofRight,
      'a right that ends on the last day of the sale is too short',
      'lastDayOfSale(input) >= endsOn',
    ),
    {
      breaks: 'a mark has six months more',
      file: ofRight,
      right: 'const MARK_GRACE_MONTHS = 6;',
      wrong: 'const MARK_GRACE_MONTHS = 7;',
    },
    {
      breaks: 'a patent ends with its term, whatever was written',
      file: ofRight,
      right: 'expiresOn !== null && expiresOn < term ? expiresOn : term',
      wrong: 'expiresOn ?? term',
    },
    {
      breaks: 'a court sells what it froze itself',
      file: ofRight,
      right: 'court === undefined || !isSameName(frozenBy, court)',
      wrong: 'court === undefined || isSameName(frozenBy, court)',
    },
    {
      breaks: 'another court’s freeze closes the gate',
      file: ofRight,
      right: 'court === undefined || !isSameName(frozenBy, court)',
      wrong: 'court === undefined',
    },
    edge(ofRight, 'fees paid until today are paid', 'feesPaidUntil < today'),
    {
      breaks: 'a mark whose like nobody looked for is not known to stand alone',
      file: ofRight,
      right: "(similarMarks ?? 'left-out') === 'left-out'",
      wrong: "similarMarks === 'left-out'",
    },
    {
      breaks: 'one owner has nobody to ask',
      file: ofRight,
      right: 'right.owners.length > 1 &&',
      wrong: 'right.owners.length > 0 &&',
    },
    {
      breaks: 'consent given tomorrow is none',
      file: ofRight,
      right: 'day !== undefined && day <= today',
      wrong: 'day !== undefined',
    },
    edge(ofRight, 'an appraisal is valid on its last day', 'today > validUntil ||'),
    edge(ofRight, 'a sale on the last day of six months is in time', 'lastDayOfSale(input) > sellUntil'),
    {
      breaks: 'an appraisal is at most a year old',
      file: ofRight,
      right: 'return validUntil < latest ? validUntil : latest;',
      wrong: 'return validUntil;',
    },
    {
      breaks: 'of the last round the end counts',
      file: ofRight,
      right: 'ladder.at(-1)?.closesAt ?? closesAt',
      wrong: 'closesAt',
    },
    {
      breaks: 'blanks say nothing',
      file: ofNotice,
      right: ".trim() === ''",
      wrong: " === ''",
    },
    {
      breaks: 'every warning is given',
      file: ofNotice,
      right: 'if (warnings.length > 0)',
      wrong: 'if (warnings.length > 1)',
    },
    {
      breaks: 'viewing of just so many days is enough',
      file: gate,
      right: '< profile.viewingDays',
      wrong: '<= profile.viewingDays',
    },
    {
      breaks: 'viewing before the notice does not count',
      file: gate,
      right: 'Math.max(startOfDay(viewing.from), startOfDay(dayOf(publishedAt)))',
      wrong: 'startOfDay(viewing.from)',
    },
    {
      breaks: 'no right is sold twice',
      file: ofRight,
      right: "(right.id) === true ? [closed('right-on-sale')",
      wrong: "(right.id) === false ? [closed('right-on-sale')",
    },
    {
      breaks: 'a month without that day ends with its last',
      file: period,
      right: 'Math.min(date, lastOfMonth.getUTCDate())',
      wrong: 'date',
    },
  ],
};

/** Who may not bid, nor have others bid (3-trading-rules §3.6). */
export const bars: MutantList = {
  tests: [pack, 'tests/unit/deposits'],
  mutants: [
    {
      breaks: 'whoever is named may not bid itself',
      file: bar,
      right: 'isOne(one, { creditCode, person }) || ',
      wrong: '',
    },
    {
      breaks: 'nor have others bid',
      file: bar,
      right: ' || (principal !== null && isOne(one, principal))',
      wrong: '',
    },
    {
      breaks: 'nor do its people',
      file: bar,
      right: ' || memberCreditCodes.includes(one.creditCode)',
      wrong: '',
    },
    {
      breaks: 'nor their near relatives',
      file: bar,
      right: "if (barred.some((one) => one.isRelative === true && isBehind(one))) return 'near-relative';",
      wrong: '',
    },
    {
      breaks: 'people of the platform do not bid',
      file: bar,
      right: "if (ground === 'platform' && applicant.isOfPlatform) return ground;",
      wrong: '',
    },
    {
      breaks: 'the creditor bids where the route says so',
      file: bar,
      right: 'return lot.creditorMayBid;',
      wrong: 'return false;',
    },
    {
      breaks: 'the debtor does not bid where the route does not say so',
      file: bar,
      right: '&& lot.debtorMayBid;',
      wrong: ';',
    },
    {
      breaks: 'two mandates are told from a mandate and an own account',
      file: bar,
      right: "parts.includes('bidder')",
      wrong: 'parts.length > 0',
    },
    {
      breaks: 'nobody is in a lot under two numbers',
      file: bar,
      right: "parts.every((part) => part === 'bidder')",
      wrong: 'parts.length === 0',
    },
    {
      breaks: 'what a principal is counts, not where its agent is from',
      file: bar,
      right: 'principal?.country ?? country',
      wrong: 'country',
    },
    {
      breaks: 'Hong Kong is outside the mainland',
      file: bar,
      right: "if ((principal?.country ?? country) === 'CN') return null;",
      wrong: "if (['CN', 'HK'].includes(principal?.country ?? country)) return null;",
    },
    {
      breaks: 'no letter of intent opens prohibited technology',
      file: bar,
      right: "if (exportControl === 'prohibited') return 'prohibited-technology';",
      wrong: "if (exportControl === 'prohibited' && !hasLetterOfIntent) return 'prohibited-technology';",
    },
    {
      breaks: 'restricted technology asks for the letter of intent',
      file: bar,
      right: "return hasLetterOfIntent ? null : 'restricted-technology';",
      wrong: "return hasLetterOfIntent ? 'restricted-technology' : null;",
    },
  ],
};
