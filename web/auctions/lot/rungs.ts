import type { LotView } from '@reassign/shared/auctions/api.ts';
import { firstFormat } from '@reassign/shared/listings/types.ts';

type Failed = LotView['failedRounds'][number];

/** A round of the published plan and what became of it. */
export type RungResult = {
  readonly round: number;
  readonly format: LotView['notice']['ladder'][number]['format'];
  readonly start: LotView['start'];
  /** When it opens or opened; of a round that failed, when that was written. */
  readonly at: string;
  /** Of a round that has not ended. */
  readonly closesAt: string | null;
} & (
  | { readonly result: 'failed'; readonly reason: Failed['reason'] }
  | { readonly result: 'now' | 'ahead' | 'called-off' }
);

/** The rounds of a lot in order: a round that was announced has the times of its announcement, a later one its plan's. */
export function rungsOf({ notice, failedRounds, nextRounds, ...lot }: LotView): RungResult[] {
  const formats = [firstFormat(notice), ...notice.ladder.map(({ format }) => format)];
  const firstAhead = formats.length - nextRounds.length;
  return formats.flatMap((format, index): RungResult[] => {
    const round = index + 1;
    const failed = failedRounds.find((one) => one.round === round);
    if (failed)
      return [
        {
          round,
          format,
          start: failed.start,
          at: failed.at,
          closesAt: null,
          result: 'failed',
          reason: failed.reason,
        },
      ];
    if (round === lot.round)
      return [{ round, format, start: lot.start, at: lot.opensAt, closesAt: lot.closesAt, result: 'now' }];
    const planned = notice.ladder[index - 1];
    if (planned === undefined) return [];
    const { start, opensAt, closesAt } = planned;
    const result = index < firstAhead ? 'called-off' : 'ahead';
    return [{ round, format, start, at: opensAt, closesAt: result === 'ahead' ? closesAt : null, result }];
  });
}
