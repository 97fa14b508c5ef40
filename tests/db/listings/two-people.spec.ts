import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  appraisalOf,
  caseInput,
  checker,
  jinyang,
  maker,
  type OpenListings,
  openListings,
  patent,
  person,
  pledgeOf,
  today,
  value,
} from '../../support/listings.ts';

const both = person(jinyang, 3, 'maker', 'checker');

let open: OpenListings;
beforeAll(async () => {
  open = await openListings();
});
afterAll(() => open.close());

describe('two people', () => {
  it('nobody approves what they submitted', async () => {
    const draft = await open.desk.draft();
    const submitted = value(await open.listings.submit(both, today, draft));
    expect(submitted.mine).toBe(true);
    expect(await open.listings.approve(both, today, submitted)).toMatchObject({
      problem: { code: 'own-approval', facts: { article: 'bidding/1' } },
    });
    expect(value(await open.listings.approve(checker, today, submitted)).status).toBe('approved');
  });

  it('the database refuses it too, whatever the service says', async () => {
    const { id } = await open.desk.submitted();
    await expect(
      open.database.sql`update listing set status = 'approved', approved_by = submitted_by where id = ${id}`,
    ).rejects.toThrow('listing_two_people');
    await expect(open.database.sql`update listing set status = 'approved' where id = ${id}`).rejects.toThrow(
      'listing_approved',
    );
  });

  it('an approval is for the revision it saw', async () => {
    const submitted = await open.desk.submitted();
    const stale = { id: submitted.id, revision: submitted.revision - 1 };
    expect(await open.listings.approve(checker, today, stale)).toMatchObject({
      problem: { code: 'precondition-failed', facts: { revision: submitted.revision } },
    });
  });

  it('two approvals at once have one effect', async () => {
    const submitted = await open.desk.submitted();
    const answers = await Promise.all([1, 2].map(() => open.listings.approve(checker, today, submitted)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const moves = await open.database
      .sql`select to_json(m) from listing_move m where listing_id = ${submitted.id} and "to" = 'approved'`;
    expect(moves).toHaveLength(1);
  });

  it('two publications at once make one lot', async () => {
    const approved = await open.desk.approved();
    const before = await open.count('lot_head');
    const answers = await Promise.all([1, 2].map(() => open.listings.publish(checker, today, approved)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await open.count('lot_head')).toBe(before + 1);
  });

  it.each(['pledge', 'appraisal', 'case', 'right'] as const)(
    'a changed %s takes the approval back',
    async (what) => {
      const { id, caseId, rightIds } = await open.desk.approved();
      const rightId = rightIds[0] ?? '';
      const { revision } = (await open.listings.findCase(maker, caseId)) ?? { revision: 0 };
      const change = {
        pledge: () => open.listings.setPledge(maker, today, caseId, rightId, pledgeOf(jinyang)),
        appraisal: () => open.listings.setAppraisal(maker, today, caseId, rightId, appraisalOf(2_000_000_00)),
        case: () => open.listings.editCase(maker, today, caseId, caseInput(), revision),
        right: () => open.listings.addRights(maker, today, caseId, [patent()]),
      };
      value(await change[what]());
      const reopened = await open.listings.findListing(checker, today, id);
      expect(reopened).toMatchObject({ status: 'draft', submittedBy: null, approvedBy: null });
      expect(reopened?.returned).toMatchObject({ by: maker.name, reason: null });
      expect(await open.listings.publish(checker, today, reopened ?? { id, revision: 0 })).toMatchObject({
        problem: { code: 'wrong-state', facts: { status: 'draft' } },
      });
    },
  );

  it('every move is in the history, which nobody changes', async () => {
    const { id } = await open.desk.published();
    const moves = await open.database
      .sql`select "from", "to", actor_name from listing_move where listing_id = ${id} order by revision`;
    expect(moves.map(({ from, to, actor_name: actor }) => [from, to, actor] as unknown[])).toEqual([
      [null, 'draft', maker.name],
      ['draft', 'submitted', maker.name],
      ['submitted', 'approved', checker.name],
      ['approved', 'published', checker.name],
    ]);
    await expect(open.database.sql`update listing_move set reason = 'x'`).rejects.toThrow(
      /permission denied|append-only/,
    );
    await expect(open.database.sql`delete from notice`).rejects.toThrow(/permission denied|append-only/);
  });
});
