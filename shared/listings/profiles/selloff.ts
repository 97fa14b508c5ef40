import { OURS, type Profile } from '../route-rules.ts';
import { judicial } from './judicial.ts';

/**
 * A sell-off after failed rounds (法释〔2016〕18号 26, 37), at the last round's price. What those articles leave open
 * follows the court's online sale. 60 days and 24 hours rest on secondary sources.
 */
export const selloff: Profile = {
  ...judicial,
  route: 'selloff',
  version: 1,
  word: 'sell-off',
  deciders: 'as-before',
  formats: ['selloff'],
  maxRounds: 0,
  start: { basis: 'last-round' },
  noticeDays: 15,
  nextRound: { withinDays: null, cutMaxBps: null, byItself: false },
  articles: {
    ...judicial.articles,
    word: ['法释〔2016〕18号 26, 37'],
    seller: ['法释〔2016〕18号 37'],
    deciders: ['法释〔2016〕18号 26, 27'],
    formats: ['法释〔2016〕18号 26, 37'],
    maxRounds: ['法释〔2016〕18号 26'],
    start: ['法释〔2016〕18号 26'],
    noticeDays: [OURS, '法释〔2016〕18号 26', '民法典 201'],
    nextRound: ['法释〔2016〕18号 26'],
    sellOff: ['法释〔2016〕18号 26, 37'],
  },
};
