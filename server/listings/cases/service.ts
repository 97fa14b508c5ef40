import { randomBytes } from 'node:crypto';
import type { Principal } from '@reassign/shared/accounts/types.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { uuidv7 } from '@reassign/shared/kernel/uuid.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type {
  AppraisalView,
  CaseInput,
  CaseView,
  CircumstancesView,
  PledgeView,
  RightView,
} from '@reassign/shared/listings/api.ts';
import { bankOf } from '../actor.ts';
import { type Answer, done, no } from '../answer.ts';
import type { Db } from '../../platform/db.ts';
import { checkAppraisal, checkCase, checkRights, normalisePledge } from './identifiers.ts';
import * as repo from './repo.ts';

export interface CasesDeps {
  readonly db: Db;
  /** What was submitted or approved on the case as it was has to be looked at again. */
  readonly reopenListings: (tx: Db, caseId: string, actor: Principal, at: Instant) => Promise<void>;
}

export type Cases = ReturnType<typeof createCases>;

const PAGE = 50;

/** Cases with their rights, pledges and appraisals: what the bank knows before it sells. */
export function createCases({ db, reopenListings }: CasesDeps) {
  async function createCase(principal: Principal, at: Instant, input: CaseInput): Promise<Answer<CaseView>> {
    const checked = checkCase(input);
    if (!checked.ok) return checked;
    const bank = bankOf(principal).id;
    const id = uuidv7<'case'>(at, randomBytes(10));
    await repo.insertCase(db, { id, bank, createdAt: at, createdBy: principal.userId }, checked.value);
    return done(await present(db, principal, id));
  }

  /**
   * One change under the case's lock. Listings under review go back to draft: nobody may approve one thing and publish
   * another (9-threats T16). A change that changed nothing (`false`) leaves them and the revision alone.
   */
  async function change(
    principal: Principal,
    at: Instant,
    caseId: string,
    make: (tx: Db, held: CaseView) => Promise<boolean | Answer<never>>,
  ): Promise<Answer<CaseView>> {
    return db.transaction(async (tx) => {
      const held = await repo.lockCase(tx, bankOf(principal).id, caseId);
      if (held === null) return no('not-found');
      const made = await make(tx, held);
      if (typeof made !== 'boolean') return made;
      if (made) {
        await repo.raiseRevision(tx, caseId);
        await reopenListings(tx, caseId, principal, at);
      }
      return done(await present(tx, principal, caseId));
    });
  }

  async function editCase(
    principal: Principal,
    at: Instant,
    caseId: string,
    input: CaseInput,
    revision: number,
  ): Promise<Answer<CaseView>> {
    const checked = checkCase(input);
    if (!checked.ok) return checked;
    return change(principal, at, caseId, async (tx, held) => {
      if (held.revision !== revision)
        return no('precondition-failed', { facts: { revision: held.revision } });
      await repo.updateCase(tx, caseId, checked.value);
      return true;
    });
  }

  async function addRights(
    principal: Principal,
    at: Instant,
    caseId: string,
    rights: readonly RightView[],
  ): Promise<Answer<CaseView>> {
    const checked = checkRights(rights);
    if (!checked.ok) return checked;
    // Ids of one millisecond are in random order: sorted, they keep the order of the file.
    const ids = checked.value.map(() => uuidv7<'right'>(at, randomBytes(10))).sort();
    const made = checked.value.flatMap((right, index) => {
      const id = ids[index];
      return id === undefined ? [] : [{ id, ...right }];
    });
    return change(principal, at, caseId, async (tx) => (await repo.insertRights(tx, caseId, made)) > 0);
  }

  const setPledge = (
    principal: Principal,
    at: Instant,
    caseId: string,
    rightId: string,
    input: PledgeView,
  ): Promise<Answer<CaseView>> =>
    change(principal, at, caseId, async (tx, held) => {
      if (!holds(held, rightId)) return no('not-found');
      await repo.putPledge(tx, rightId, normalisePledge(input));
      return true;
    });

  const setCircumstances = (
    principal: Principal,
    at: Instant,
    caseId: string,
    rightId: string,
    input: CircumstancesView,
  ): Promise<Answer<CaseView>> =>
    change(principal, at, caseId, async (tx, held) => {
      if (!holds(held, rightId)) return no('not-found');
      await repo.putCircumstances(tx, rightId, input);
      return true;
    });

  async function setAppraisal(
    principal: Principal,
    at: Instant,
    caseId: string,
    rightId: string,
    input: AppraisalView,
  ): Promise<Answer<CaseView>> {
    const checked = checkAppraisal(input);
    if (!checked.ok) return checked;
    return change(principal, at, caseId, async (tx, held) => {
      if (!holds(held, rightId)) return no('not-found');
      await repo.putAppraisal(tx, rightId, checked.value);
      return true;
    });
  }

  async function present(tx: Db, principal: Principal, caseId: string): Promise<CaseView> {
    const [found] = await repo.findCases(tx, bankOf(principal).id, [caseId]);
    assert(found, 'a case is there after its change');
    return found;
  }

  return {
    createCase,
    editCase,
    addRights,
    setPledge,
    setAppraisal,
    setCircumstances,

    async findCase(principal: Principal, caseId: string): Promise<CaseView | null> {
      return (await repo.findCases(db, bankOf(principal).id, [caseId]))[0] ?? null;
    },

    async listCases(principal: Principal, cursor?: string) {
      const items = await repo.listCases(db, bankOf(principal).id, cursor, PAGE);
      return { items, nextCursor: items.length < PAGE ? null : (items.at(-1)?.id ?? null) };
    },
  };
}

const holds = (held: CaseView, rightId: string): boolean => held.rights.some(({ id }) => id === rightId);
