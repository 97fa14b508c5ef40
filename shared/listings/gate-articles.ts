import type { Profile } from './profile.ts';
import { OURS, type Rule } from './route-rules.ts';
import type { ClosedGate, GateCode } from './types.ts';

/** What a gate rests on: a statute, whatever the route, or a rule of the route's profile. */
type Basis = { readonly statute: string } | { readonly rule: Rule } | 'route';

const bases: Readonly<Record<GateCode, Basis>> = {
  'no-rights': { statute: '民法典 440' },
  'default-not-proven': { statute: '民法典 436' },
  'sale-not-agreed': { statute: '担保制度解释 45' },
  'pledge-missing': { statute: '民法典 444' },
  'pledge-not-of-seller': { statute: '民法典 436' },
  'right-expired': { statute: '专利法 42; 商标法 39, 40; 著作权法 23' },
  'right-on-sale': 'route',
  'appraisal-missing': { statute: '法释〔2016〕18号 10' },
  'appraisal-expired': { statute: '法释〔2018〕15号 27' },
  'currency-mixed': 'route',
  'amount-too-large': 'route',
  'start-out-of-range': { rule: 'start' },
  'deposit-out-of-range': { rule: 'deposit' },
  'increment-missing': 'route',
  'notice-too-short': { rule: 'noticeDays' },
  'bidding-too-short': { rule: 'biddingMinMs' },
};

/** The article of a rule as people cite it: the profile's version, then what the rule is taken from or modelled on. */
export const ruleArticle = ({ route, version, articles }: Profile, rule: Rule): string =>
  [`${route}/${version}`, ...articles[rule].filter((source) => source !== OURS)].join('; ');

export function gateArticle(gate: GateCode, profile: Profile): string {
  const basis = bases[gate];
  if (basis === 'route') return `${profile.route}/${profile.version}`;
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
