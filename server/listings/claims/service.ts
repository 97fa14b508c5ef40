import type { Principal } from '@reassign/shared/accounts/types.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { fromInstant } from '@reassign/shared/kernel/codecs.ts';
import type { ProblemFault } from '@reassign/shared/kernel/problems.ts';
import { dayOf, type Instant } from '@reassign/shared/kernel/instant.ts';
import type {
  ClaimSheetInput,
  ClaimSheetList,
  ClaimSheetView,
} from '@reassign/shared/listings/claim-sheet-api.ts';
import { sheetFaultsOf } from '@reassign/shared/listings/claim-sheet.ts';
import { normaliseParty } from '@reassign/shared/listings/normal-form.ts';
import type { Db } from '../../platform/db.ts';
import { bankOf } from '../actor.ts';
import { type Answer, done, no } from '../answer.ts';
import { findCases, lockCase } from '../cases/repo.ts';
import type { Person } from '../repo.ts';
import * as repo from './repo.ts';

export type ClaimSheets = ReturnType<typeof createClaimSheets>;

/**
 * All that is claimed from the rights of a case: whoever holds a pledge on them, with ranks, maxima and interest. A maker
 * states it, a checker confirms it, and only then it counts; a later version replaces it for prices paid from then on.
 */
export function createClaimSheets(db: Db) {
  return {
    async list(reader: Principal, caseId: string): Promise<ClaimSheetList | null> {
      const [held] = await findCases(db, bankOf(reader).id, [caseId]);
      if (!held) return null;
      const sheets = await repo.listSheets(db, caseId);
      return { items: sheets.map((sheet) => viewOf(sheet, reader)) };
    },

    /** `seen`: the newest version that the person knows of. */
    state: (
      person: Principal,
      at: Instant,
      { caseId, seen }: { readonly caseId: string; readonly seen: number },
      typed: ClaimSheetInput,
    ): Promise<Answer<ClaimSheetView>> =>
      db.transaction(async (tx) => {
        const held = await lockCase(tx, bankOf(person).id, caseId);
        if (!held) return no('not-found');
        const checked = withNormalHolders(typed);
        if (!checked.ok) return checked;
        const sheet = checked.value;
        const [newest] = await repo.listSheets(tx, caseId);
        const version = newest?.version ?? 0;
        if (seen !== version) return no('precondition-failed', { facts: { revision: version } });
        const rightIds = held.rights.map(({ id }) => id);
        const of = { currency: held.principal.currency, rightIds, today: dayOf(at) };
        const faults = sheetFaultsOf(sheet, of);
        if (faults.length > 0) return no('malformed', { faults });
        await repo.insertSheet(tx, caseId, { version: version + 1, sheet, by: personOf(person), at });
        return done(await present(tx, person, caseId));
      }),

    /** Only the newest version can come into force: whoever sees another one looks again. */
    confirm: (
      person: Principal,
      at: Instant,
      { caseId, version }: { readonly caseId: string; readonly version: number },
    ): Promise<Answer<ClaimSheetView>> =>
      db.transaction(async (tx) => {
        const held = await lockCase(tx, bankOf(person).id, caseId);
        const [newest] = held ? await repo.listSheets(tx, caseId) : [];
        if (!newest || newest.version < version) return no('not-found');
        if (newest.version > version)
          return no('precondition-failed', { facts: { revision: newest.version } });
        if (newest.confirmed) return no('wrong-state');
        if (newest.statedBy.id === person.userId) return no('own-approval');
        await repo.insertConfirmation(tx, caseId, newest, personOf(person), at);
        return done(await present(tx, person, caseId));
      }),
  };
}

function withNormalHolders(sheet: ClaimSheetInput): Answer<ClaimSheetInput> {
  const faults: ProblemFault[] = [];
  const claims = sheet.claims.map((claim, nth) => ({
    ...claim,
    holder: normaliseParty(claim.holder, `/claims/${String(nth)}/holder`, faults),
  }));
  return faults.length > 0 ? no('bad-identifier', { faults }) : done({ ...sheet, claims });
}

const personOf = ({ userId, name }: Principal): Person => ({ id: userId, name });

async function present(tx: Db, reader: Principal, caseId: string): Promise<ClaimSheetView> {
  const [newest] = await repo.listSheets(tx, caseId);
  assert(newest, 'a sheet is there after it was written');
  return viewOf(newest, reader);
}

const viewOf = (
  { version, sheet, statedBy, statedAt, confirmed }: repo.StoredSheet,
  reader: Principal,
): ClaimSheetView => ({
  ...{ version, sheet, statedBy: statedBy.name, statedAt: fromInstant(statedAt) },
  mine: statedBy.id === reader.userId,
  confirmed: confirmed && { by: confirmed.by, at: fromInstant(confirmed.at) },
});
