import { randomBytes } from 'node:crypto';
import type { Principal } from '@reassign/shared/accounts/types.ts';
import type { NamedInput } from '@reassign/shared/deposits/api.ts';
import type {
  DeclarationsView,
  PriorityInput,
  RelationInput,
  TechnologyInput,
} from '@reassign/shared/deposits/declarations.ts';
import { fromInstant } from '@reassign/shared/kernel/codecs.ts';
import type { LotId, OrganisationId } from '@reassign/shared/kernel/ids.ts';
import { uuidv7 } from '@reassign/shared/kernel/uuid.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import type { Sealer } from '../../platform/secrets.ts';
import { tagsOf } from '../identity.ts';
import { type Label, openLabel, sealLabel } from './label.ts';
import type { BarsOfLots, LotBarsDeps } from '../lot-bars.ts';
import { type NamedFault, readNamed } from '../named.ts';
import { lockLot } from '../repo.ts';
import type { RoundNow } from '../round.ts';
import * as repo from './repo.ts';

type DeclarationFault =
  | {
      readonly code:
        'unknown-lot' | 'registration-closed' | 'declared-too-late' | 'already-named' | 'not-found';
    }
  | NamedFault;

/** By its id a declaration is taken back. */
export type DeclarationAnswer =
  | { readonly ok: true; readonly value: { readonly id: string } }
  | { readonly ok: false; readonly fault: DeclarationFault };

interface DeclarationsDeps extends Pick<LotBarsDeps, 'hasTechnology'> {
  readonly db: Db;
  readonly clock: Clock;
  readonly sealer: Sealer;
  readonly bars: BarsOfLots;
  readonly roundOf: (lotId: LotId) => Promise<RoundNow | null>;
  /** The organisation that sells a lot; `null` when there is no such lot. */
  readonly sellerOf: (lotId: LotId) => Promise<OrganisationId | null>;
  /** Somebody who is registered may not bid any more. */
  readonly tellBarred: (lotId: LotId) => void;
}

const no = (code: Exclude<DeclarationFault, NamedFault>['code']): DeclarationAnswer => ({
  ok: false,
  fault: { code },
});

/**
 * What the seller of a lot says of who may bid on it: relations, while bids are taken; priority purchasers and the export
 * catalogue, until the opening. The answer never tells whether the named one is registered.
 */
export function createDeclarations(deps: DeclarationsDeps) {
  const { db, clock, sealer, bars, roundOf, sellerOf, hasTechnology, tellBarred } = deps;

  /** One declaration under the lot's lock; whoever is registered is looked at again. */
  async function declare(
    principal: Principal,
    lotId: LotId,
    until: 'opening' | 'end',
    write: (tx: Db, row: ReturnType<typeof newRow>) => Promise<DeclarationAnswer>,
  ): Promise<DeclarationAnswer> {
    const [seller, round] = await Promise.all([sellerOf(lotId), roundOf(lotId)]);
    if (seller === null || seller !== principal.organisation?.id || !round) return no('unknown-lot');
    const at = clock.now();
    if (!round.takesBidders || at >= round.closesAt) return no('registration-closed');
    if (until === 'opening' && at >= round.opensAt) return no('declared-too-late');
    const { written, isNews } = await db.transaction(async (tx) => {
      await lockLot(tx, lotId);
      const written = await write(tx, newRow(lotId, principal));
      return { written, isNews: written.ok && (await bars.recheck(tx, lotId, round.rules)) };
    });
    if (isNews) tellBarred(lotId);
    return written;
  }

  const newRow = (lotId: LotId, { userId }: Principal) => {
    const at = clock.now();
    return { id: uuidv7(at, randomBytes(10)), lotId, declaredBy: userId, declaredAt: at };
  };

  function labelled(lotId: LotId, id: string, who: NamedInput, said: Omit<Label, 'name'>) {
    const read = readNamed(sealer, who, '/who');
    if (!read.ok) return read;
    const label = sealLabel(sealer, id, { name: who.name, ...said });
    const tag = Buffer.from(tagsOf(sealer, lotId).of(read.value), 'hex');
    return { ok: true as const, value: { kind: who.kind, tag, label } };
  }

  return {
    declareRelation: (
      principal: Principal,
      lotId: LotId,
      { who, ground, isRelative, reason, claim }: RelationInput,
    ) =>
      declare(principal, lotId, 'end', async (tx, row) => {
        const columns = labelled(lotId, row.id, who, { reason, ...(claim && { claim }) });
        if (!columns.ok) return columns;
        await repo.insertRelation(tx, { ...row, ...columns.value, ground, isRelative });
        return { ok: true, value: { id: row.id } };
      }),

    namePriority: (principal: Principal, lotId: LotId, { who, ground, rank, reason }: PriorityInput) =>
      declare(principal, lotId, 'opening', async (tx, row) => {
        const columns = labelled(lotId, row.id, who, { reason });
        if (!columns.ok) return columns;
        const isNew = await repo.insertPriority(tx, { ...row, ...columns.value, ground, rank });
        return isNew ? { ok: true, value: { id: row.id } } : no('already-named');
      }),

    classifyTechnology: (principal: Principal, lotId: LotId, input: TechnologyInput) =>
      declare(principal, lotId, 'opening', async (tx, row) => {
        const item = input.control === 'free' ? null : input.item;
        await repo.insertTechnology(tx, { ...row, control: input.control, item });
        return { ok: true, value: { id: row.id } };
      }),

    /** A slip of the pen is taken back until the opening. */
    withdrawDeclaration: (principal: Principal, lotId: LotId, id: string) =>
      declare(principal, lotId, 'opening', async (tx) =>
        (await repo.withdrawDeclaration(tx, lotId, id, clock.now()))
          ? { ok: true, value: { id } }
          : no('not-found'),
      ),

    /** `null` when it is not the asking bank's lot. */
    async declarationsOf(principal: Principal, lotId: LotId): Promise<DeclarationsView | null> {
      if ((await sellerOf(lotId)) !== principal.organisation?.id) return null;
      const [relations, priorities, technology, isTechnology] = await Promise.all([
        repo.listRelations(db, lotId),
        repo.listPriorities(db, lotId),
        repo.findTechnology(db, lotId),
        hasTechnology(lotId),
      ]);
      const seen = ({ id, kind, label, declaredAt }: repo.StoredRelation | repo.StoredPriority) => {
        const { name, reason } = openLabel(sealer, id, label);
        return { id, kind, at: fromInstant(declaredAt), name, reason };
      };
      return {
        relations: relations.map((row) => ({
          ...seen(row),
          ...{ ground: row.ground, isRelative: row.isRelative },
          claim: openLabel(sealer, row.id, row.label).claim ?? null,
        })),
        priorities: priorities.map((row) => ({ ...seen(row), ground: row.ground, rank: row.rank })),
        technology: isTechnology
          ? { control: technology?.control ?? 'unknown', item: technology?.item ?? null }
          : null,
      };
    },
  };
}

export type Declarations = ReturnType<typeof createDeclarations>;
