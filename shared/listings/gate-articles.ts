import { paymentArticle } from './payment-terms.ts';
import type { Profile } from './profile.ts';
import { OURS, type Rule } from './route-rules.ts';
import type { ClosedGate, GateCode } from './types.ts';

/** What a gate rests on: a statute, whatever the route, a rule of the route's profile, or the terms of payment. */
type Basis = { readonly statute: string } | { readonly rule: Rule } | 'route' | 'payment';

const bases: Readonly<Record<GateCode, Basis>> = {
  'no-rights': { statute: '民法典 440' },
  'seller-not-of-route': { rule: 'seller' },
  'default-not-proven': { statute: '民法典 436' },
  'sale-not-agreed': { statute: '担保制度解释 45' },
  'claim-time-barred': { statute: '担保制度解释 44; 民法典 188' },
  'forfeiture-relied-on': { statute: '民法典 428' },
  'auction-house-missing': { statute: '拍卖法 11, 14, 42' },
  'court-papers-missing': { statute: '法释〔2016〕18号 4, 5' },
  'parties-not-told': { rule: 'partiesTold' },
  'platform-not-listed': { statute: '法释〔2016〕18号 2, 4' },
  'pledge-missing': { statute: '民法典 444' },
  'pledge-not-of-seller': { statute: '民法典 436' },
  'pledge-above-cap': { statute: '民法典 439; 担保制度解释 15' },
  'right-unchecked': 'route',
  'right-ended': { statute: '专利法 44, 47; 商标法 47, 49' },
  'right-expired': { statute: '专利法 42; 商标法 39, 40; 著作权法 23' },
  'right-frozen': { statute: '专利法实施细则 104, 105' },
  'fee-overdue': { statute: '专利法 43, 44' },
  'similar-marks-left-out': { statute: '商标法 42' },
  'co-owner-consent-missing': { statute: '专利法 14; 著作权法 14; 民法典 301' },
  'approval-missing': { statute: '拍卖法 8' },
  'right-on-sale': 'route',
  'appraisal-missing': { statute: '法释〔2016〕18号 10' },
  'state-asset-not-appraised': { statute: '拍卖法 28' },
  'appraisal-expired': { statute: '法释〔2018〕15号 27' },
  'currency-mixed': 'route',
  'amount-too-large': 'route',
  'start-out-of-range': { rule: 'start' },
  'reserve-not-offered': { rule: 'hiddenReserve' },
  'reserve-out-of-range': { rule: 'hiddenReserve' },
  'runner-up-not-offered': { rule: 'runnerUpOffer' },
  'instalments-not-offered': 'payment',
  'payment-unlawful': 'payment',
  'deposit-out-of-range': { rule: 'deposit' },
  'increment-missing': 'route',
  'fall-unlawful': { rule: 'formats' },
  'sealed-unlawful': { rule: 'formats' },
  'notice-too-short': { rule: 'noticeDays' },
  'viewing-too-short': { rule: 'viewingDays' },
  'bidding-too-short': { rule: 'biddingMinMs' },
  'ladder-unlawful': { rule: 'nextRound' },
  'sell-off-too-early': { rule: 'sellOff' },
  'notice-content-missing': { rule: 'noticeContents' },
  'public-item-missing': { rule: 'publicItems' },
  'warning-missing': { rule: 'warnings' },
  'no-warranty-missing': { statute: '法释〔2016〕18号 15' },
};

/** The article of a rule as people cite it: the profile's version, then what the rule is taken from or modelled on. */
export const ruleArticle = ({ route, version, articles }: Profile, rule: Rule): string =>
  [`${route}/${version}`, ...articles[rule].filter((source) => source !== OURS)].join('; ');

export function gateArticle(gate: GateCode, profile: Profile): string {
  const basis = bases[gate];
  if (basis === 'route') return `${profile.route}/${profile.version}`;
  if (basis === 'payment') return paymentArticle(profile.route);
  return 'rule' in basis ? ruleArticle(profile, basis.rule) : basis.statute;
}

/** Gates in the words of one profile: what is closed, with the article there. */
export const closing =
  (profile: Profile) =>
  (gate: GateCode, facts: ClosedGate['facts'] = {}): ClosedGate => ({
    gate,
    article: gateArticle(gate, profile),
    facts,
  });
