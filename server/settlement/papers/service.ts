import type { Principal } from '@reassign/shared/accounts/types.ts';
import { randomBytes } from 'node:crypto';
import type { Language } from '@reassign/shared/i18n/messages.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { fromInstant } from '@reassign/shared/kernel/codecs.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { ConfirmationView, PaperCheck } from '@reassign/shared/settlement/api.ts';
import {
  type ConfirmationPaper,
  isOnPaper,
  paperHash,
  paperText,
} from '@reassign/shared/settlement/paper.ts';
import { signedNote } from '@reassign/shared/verify/note.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import { inThread } from '../../platform/files/in-thread.ts';
import type { Pacing } from '../../platform/pacing.ts';
import type { CheckpointSigner } from '../../platform/sequencer/index.ts';
import type { Settlement } from '../service.ts';
import type { PaperOrder } from './pdf.ts';
import * as repo from './repo.ts';

export interface PapersDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly pacing: Pick<Pacing, 'after'>;
  readonly signer: Pick<CheckpointSigner, 'key' | 'sign'>;
  /** Where people find the platform, as `https://…`. */
  readonly origin: string;
  readonly settlement: Settlement;
}

/** Papers made at the same time; the next one is asked to wait. */
const THREADS = 2;
const script = new URL('./pdf-thread.ts', import.meta.url);

export type Papers = ReturnType<typeof createPapers>;

export function createPapers({ db, clock, pacing, signer, origin, settlement }: PapersDeps) {
  let running = 0;

  /** The paper of a confirmed sale: signed when it is first asked for, the same from then on. */
  async function paperOf(lotId: LotId, view: ConfirmationView): Promise<repo.StoredPaper> {
    const sale = (await repo.saleUnder(db, view.number))?.sale ?? 1;
    const known = await repo.findPaper(db, lotId, sale);
    if (known) return known;
    const content = contentOf(view, randomBytes(16).toString('hex'));
    const hash = paperHash(content);
    const text = paperText(signer.key.name, content.number, hash);
    const note = signedNote(text, signer.key, signer.sign(text));
    return repo.keepPaper(db, { lotId, sale, content, hash, note, madeAt: clock.now() });
  }

  return {
    /** For the two parties; `null` for everybody else, and while nothing is confirmed or it is void. */
    async pdf(
      lotId: LotId,
      reader: Principal,
      language: Language,
    ): Promise<Uint8Array | 'unavailable' | null> {
      const view = await settlement.confirmation(lotId, reader);
      if (view?.scope !== 'party' || !isOnPaper(view.stage)) return null;
      if (running >= THREADS) return 'unavailable';
      running += 1;
      try {
        const { content: paper, note } = await paperOf(lotId, view);
        const order: PaperOrder = { paper, note, language, origin, at: clock.now() };
        const made = await inThread<Uint8Array>(pacing, script, order);
        return made.ok ? made.value : 'unavailable';
      } finally {
        running -= 1;
      }
    },

    /** Whether a paper with this hash was made here; `null` when there is none under that number. */
    async check(number: string, hash: string | undefined): Promise<PaperCheck | null> {
      const under = await repo.saleUnder(db, number);
      const paper = under && (await repo.findPaper(db, under.lotId, under.sale));
      const view = under && (await settlement.confirmation(under.lotId, null, under.sale));
      if (!paper || !view) return null;
      return {
        ...{ number, isGenuine: hash === undefined ? null : hash === paper.hash },
        ...{ lotId: view.lotId, lotNumber: view.lotNumber, title: view.title, seller: view.seller },
        ...{ buyer: view.buyer.name, hammer: view.hammer, closedAt: view.closedAt },
        ...{ madeAt: fromInstant(paper.madeAt), voidedAt: view.voided?.at ?? null, note: paper.note },
      };
    },
  };
}

function contentOf(view: ConfirmationView, salt: string): ConfirmationPaper {
  const { premium, deposit, balanceDue, payments, confirmedAt } = view;
  assert(
    premium && deposit && balanceDue && payments && confirmedAt,
    'a party sees the sums of a confirmed sale',
  );
  const { number, lotNumber, title, route, seller, buyer, bidderNumber, hammer } = view;
  return {
    ...{ number, lotNumber, title, route, seller, buyer, bidderNumber, hammer, premium, deposit, balanceDue },
    payments,
    ...{ priceGoesTo: view.priceGoesTo, closedAt: view.closedAt, confirmedAt, salt },
    log: { size: view.logSize, hash: view.logHash },
  };
}
