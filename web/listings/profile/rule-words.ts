import { HOUR } from '@reassign/shared/kernel/instant.ts';
import type { Profile } from '@reassign/shared/listings/profile.ts';
import type { DepositRule, RouteRules, Rule, StartRule } from '@reassign/shared/listings/route-rules.ts';
import type { Page } from '../../page.svelte.ts';

type Words = Pick<Page, 't' | 'format'>;

const days = new Set<Rule>(['noticeDays', 'nextNoticeDays', 'viewingDays']);
const durations = new Set<Rule>(['biddingMinMs', 'extensionWindowMs', 'extensionMs', 'losersRefundMs']);
const lists = new Set<Rule>(['noticeContents', 'publicItems', 'warnings']);

/** What a profile says in one row of the table, as people read it. */
export function ruleText(profile: RouteRules, rule: Rule, words: Words): string {
  const { t, format } = words;
  const value = profile[rule];
  if (typeof value === 'boolean') return t(value ? 'profiles.yes' : 'profiles.no');
  if (days.has(rule)) return t('profiles.days', { count: value as number });
  if (durations.has(rule)) return duration(value as number, words);
  if (lists.has(rule)) return t('profiles.items', { count: (value as readonly string[]).length });
  switch (rule) {
    case 'word':
      return t(`routes.word-${profile.word}`);
    case 'formats':
      return profile.formats.map((one) => t(`routes.format-${one}`)).join(t('common.list-separator'));
    case 'maxRounds':
      return profile.maxRounds === null ? t('profiles.no-limit') : format.integer(profile.maxRounds);
    case 'start':
      return startText(profile.start, words);
    case 'deposit':
      return depositText(profile.deposit, words);
    case 'limitTimes':
      return t('profiles.times', { count: profile.limitTimes });
    case 'biddersNeeded':
      return format.integer(profile.biddersNeeded);
    case 'recordsYears':
      return t('profiles.years', { count: profile.recordsYears });
    default:
      return compositeText(profile, rule, words);
  }
}

/** Nothing is a rule that the law leaves open. */
const duration = (ms: number, { t, format }: Words): string => {
  if (ms === 0) return t('profiles.not-set');
  return ms < HOUR ? format.duration(ms) : t('profiles.hours', { count: ms / HOUR });
};

function startText(start: StartRule, { t, format }: Words): string {
  switch (start.basis) {
    case 'appraisal-share':
      return t('profiles.start-share', { percent: format.percent(start.minBps) });
    case 'equals-appraisal':
      return t('profiles.start-equal');
    case 'last-round':
      return t('profiles.start-last');
    case 'agreed':
      return t('profiles.agreed');
  }
}

function depositText(deposit: DepositRule, { t, format }: Words): string {
  if (deposit.basis === 'agreed') return t('profiles.agreed');
  const from = format.percent(deposit.minBps);
  const range =
    deposit.maxBps === null
      ? t('profiles.at-least', { from })
      : t('profiles.range', { from, to: format.percent(deposit.maxBps) });
  const whole = t(
    deposit.basis === 'start-share' ? 'profiles.deposit-of-start' : 'profiles.deposit-of-appraisal',
    { range },
  );
  return deposit.creditorPays === undefined ? whole : t('profiles.deposit-of-creditor', { deposit: whole });
}

function compositeText(profile: RouteRules, rule: Rule, { t, format }: Words): string {
  const { nextRound, sellOff, buyerDefault, pause, partiesTold, commission } = profile;
  switch (rule) {
    case 'nextRound': {
      if (nextRound.withinDays === null || nextRound.cutMaxBps === null) return t('profiles.agreed');
      const cut = { days: nextRound.withinDays, percent: format.percent(nextRound.cutMaxBps) };
      return `${t('profiles.next-round', cut)}${t(nextRound.byItself ? 'profiles.by-itself' : 'profiles.by-decision')}`;
    }
    case 'sellOff':
      return sellOff === null
        ? t('profiles.value-none')
        : t('profiles.sell-off-value', { days: sellOff.openDays, hours: sellOff.biddingMs / HOUR });
    case 'buyerDefault': {
      const covers = buyerDefault.covers
        .map((one) => t(`profiles.value-${one}`))
        .join(t('common.list-separator'));
      const { keptMaxOfLossBps: kept, shortfallOwed, barredFromResale } = buyerDefault;
      return [
        t('profiles.default-value', { covers }),
        kept === null ? '' : t('profiles.default-kept', { percent: format.percent(kept) }),
        shortfallOwed ? t('profiles.default-owed') : '',
        barredFromResale ? t('profiles.default-barred') : '',
      ].join('');
    }
    case 'pause':
      return t('profiles.pause-value', {
        reasons: t(`profiles.value-${pause.reasons}`),
        days: pause.resumeDays,
      });
    case 'partiesTold':
      return partiesTold.daysBefore === 0
        ? t('profiles.told-notice')
        : t('profiles.told-value', { days: partiesTold.daysBefore, posted: partiesTold.postedDays });
    case 'commission':
      return commissionText(commission, { t, format });
    default:
      return t(`profiles.value-${profile[rule] as Plain}`);
  }
}

function commissionText(commission: RouteRules['commission'], { t, format }: Words): string {
  switch (commission.kind) {
    case 'agreed':
      return t('profiles.commission-agreed', { percent: format.percent(commission.elseMaxBps) });
    case 'tiers':
      return t('profiles.commission-tiers', {
        from: format.percent(commission.tiers[0]?.bps ?? 0),
        to: format.percent(commission.tiers.at(-1)?.bps ?? 0),
      });
    case 'fee-schedule':
    case 'none':
      return t(`profiles.value-${commission.kind}`);
  }
}

/** Rules whose value is one word of a few. */
type Plain = RouteRules[
  | 'seller'
  | 'deciders'
  | 'admission'
  | 'equalRank'
  | 'confirmation'
  | 'titlePasses'
  | 'priceGoesTo'
  | 'settleBeforeSaleUntil'
  | 'taxes'];

/** What a rule rests on: statutes as they are cited, and where the number is the platform's own, that it is. */
export function sourceText({ articles }: Profile, rule: Rule, { t }: Pick<Words, 't'>): string {
  const statutes = articles[rule].filter((source) => source !== 'ours').join(t('common.list-separator'));
  if (!articles[rule].includes('ours')) return statutes;
  if (statutes === '') return t('profiles.ours');
  return [t('profiles.ours'), t('profiles.model', { sources: statutes })].join(t('common.list-separator'));
}
