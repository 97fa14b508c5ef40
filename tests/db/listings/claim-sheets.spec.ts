import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { claimSheetOf } from '../../support/claim-sheets.ts';
import { checker, maker, type OpenListings, openListings, today, value } from '../../support/listings.ts';

/* What two people state about a case, as the database keeps it and as the settlement of its lots reads it. */

let open: OpenListings;
beforeAll(async () => {
  open = await openListings();
});
afterAll(() => open.close());

async function published() {
  const { caseId, rightIds, lotId } = await open.desk.published();
  const state = (seen = 0) =>
    open.listings.claims.state(maker, today, { caseId, seen }, claimSheetOf([...rightIds]));
  const confirm = (version = 1) => open.listings.claims.confirm(checker, today, { caseId, version });
  return { caseId, rightIds, lot: lotId as LotId, state, confirm };
}

describe('what a price pays', () => {
  it('is the case alone until a second person confirmed the claims', async () => {
    const { lot, state, confirm } = await published();
    expect(await open.listings.claimOf(lot)).not.toHaveProperty('stated');
    value(await state());
    expect(await open.listings.claimOf(lot)).not.toHaveProperty('stated');
    value(await confirm());
    expect((await open.listings.claimOf(lot))?.stated).toMatchObject({ version: 1 });
  });

  it('is the newest version in force while a next one waits', async () => {
    const { lot, state, confirm } = await published();
    value(await state());
    value(await confirm());
    value(await state(1));
    expect((await open.listings.claimOf(lot))?.stated).toMatchObject({ version: 1 });
    value(await confirm(2));
    expect((await open.listings.claimOf(lot))?.stated).toMatchObject({ version: 2 });
  });

  it('knows the rights as the notice valued them, each with its own pledgor', async () => {
    const { caseId, rightIds, lot, state, confirm } = await published();
    value(await state());
    value(await confirm());
    const [id = ''] = rightIds;
    const appraisal = {
      value: { amount: 1, currency: 'CNY' },
      appraisedOn: '2026-02-01',
      validUntil: '2027-01-01',
    };
    const valuer = { name: '太原示范评估所' };
    value(await open.listings.setAppraisal(maker, today, caseId, id, { valuer, ...appraisal }));
    const stated = (await open.listings.claimOf(lot))?.stated;
    expect(stated?.rightsOf.get(lot)).toEqual([
      { id, appraised: { amount: 1_000_000_00, currency: 'CNY' }, pledgor: '山西晋创电池有限公司' },
    ]);
  });
});

describe('the database', () => {
  it('takes no confirmation of who stated it, whatever the service says', async () => {
    const { caseId, state } = await published();
    value(await state());
    await expect(
      open.database.sql`
        insert into claim_sheet_confirmation
          (case_id, version, stated_by, confirmed_by, confirmed_by_name, confirmed_at)
        select case_id, version, stated_by, stated_by, '', stated_at from claim_sheet where case_id = ${caseId}`,
    ).rejects.toThrow('claim_sheet_two_people');
  });

  it.each(['claim_sheet', 'claim_sheet_confirmation'])('changes nothing in %s', async (table) => {
    for (const statement of [`delete from ${table}`, `update ${table} set version = version`])
      await expect(open.database.sql.unsafe(statement)).rejects.toThrow('permission denied');
  });
});
