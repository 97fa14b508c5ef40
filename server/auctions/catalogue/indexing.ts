import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { NoticeView } from '@reassign/shared/listings/notice-api.ts';
import type { Db } from '../../platform/db.ts';
import type { Pacing } from '../../platform/pacing.ts';
import { roundsOfWork } from '../../platform/rounds-of-work.ts';
import * as repo from '../repo.ts';
import { documentOf } from './document.ts';
import { ascending, lastingLabels, moveLabels, movingLabels } from './labels.ts';

/** A lot as the catalogue lists it, with what was published about it. */
export interface Indexed {
  readonly row: repo.CatalogueRow;
  readonly notice: NoticeView;
}

/** For the province of a lot whose pledgor has no code. */
export type BankCreditCode = (lotId: LotId) => Promise<string>;

/** Brings what lots are found by up to their rows. Words are cut once for each lot, when it is new. */
export async function indexLots(
  tx: Db,
  lots: readonly Indexed[],
  bankCreditCode: BankCreditCode,
): Promise<void> {
  const known = await repo.searchLabels(
    tx,
    lots.map(({ row }) => row.lotId),
  );
  for (const lot of lots) {
    const labels = known.get(lot.row.lotId);
    if (labels) await repo.updateSearch(tx, lot.row, moveLabels(labels, movedLabels(lot)));
    else await addLot(tx, lot, bankCreditCode);
  }
}

const movedLabels = ({ row }: Indexed): number[] => movingLabels(repo.summaryOfRow(row), row.closesAt);

async function addLot(tx: Db, lot: Indexed, bankCreditCode: BankCreditCode): Promise<void> {
  const { row, notice } = lot;
  const bank = {
    id: await repo.bankNumber(tx, row.bank),
    creditCode: await bankCreditCode(row.lotId as LotId),
  };
  const lasting = lastingLabels(repo.summaryOfRow(row), notice, bank);
  const document = documentOf(row, notice);
  await repo.insertSearch(tx, row, ascending([...lasting, ...movedLabels(lot)]), document);
  await repo.insertWords(tx, document.words);
}

export interface FillOptions {
  readonly db: Db;
  readonly pacing: Pacing;
  /** Brings one lot's rows up to its log. */
  readonly refresh: (lotId: LotId) => Promise<void>;
  readonly report: (error: unknown, lotId?: LotId) => void;
}

/** So few at a time that nobody who bids notices. */
const CHUNK = 20;
const REST_MS = 10;
const TRY_AGAIN_MS = 60_000;

/** Makes the lots of before there was a search findable, in the background and once. Answers how to stop it. */
export function fillSearch({ db, pacing, refresh, report }: FillOptions): () => Promise<void> {
  let after: LotId | null = null;
  const rounds = roundsOfWork({
    async round() {
      const missing = await repo.unsearchable(db, after, CHUNK);
      for (const lotId of missing)
        await refresh(lotId).catch((error: unknown) => {
          report(error, lotId);
        });
      after = missing.at(-1) ?? after;
      if (missing.length === 0) void rounds.stop();
      return missing.length > 0;
    },
    everyMs: TRY_AGAIN_MS,
    restMs: REST_MS,
    pacing,
    report,
  });
  return () => rounds.stop();
}
