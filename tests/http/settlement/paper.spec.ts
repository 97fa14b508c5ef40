import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PaperCheck } from '@reassign/shared/settlement/api.ts';
import { type ConfirmationPaper, paperHash, paperText } from '@reassign/shared/settlement/paper.ts';
import { isSignedBy, readNote } from '@reassign/shared/verify/note.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { closesAt, type House, openHouse, opensAt, type Person } from '../../support/house.ts';

let house: House;
let lotId: LotId;
beforeAll(async () => {
  house = await openHouse();
  lotId = await house.publishLot();
  await house.admit(house.agencies[0], lotId);
  await house.moveTo(opensAt);
  const amount = { amount: 700_000_00, currency: 'CNY' };
  await house.agencies[0].browser.post(`/api/v1/lots/${lotId}/bids`, { commandId: randomUUID(), amount });
});
afterAll(async () => {
  expect(house.faults).toEqual([]);
  await house.close();
});

const NUMBER = 'CJ-SX-2026-000001';
const download = ({ browser }: Pick<Person, 'browser'>, query = '') =>
  house.app.inject({
    url: `/api/v1/lots/${lotId}/confirmation.pdf${query}`,
    headers: { cookie: browser.cookie },
  });
const check = async (query = '') => {
  const { status, body } = await house.watcher.get(`/api/v1/confirmations/${NUMBER}${query}`);
  return { status, body: body as unknown as PaperCheck };
};
async function stored(): Promise<{ content: ConfirmationPaper; hash: string; note: string }> {
  const [row] = await house.admin.sql<[{ content: ConfirmationPaper; hash: string; note: string }]>`
    select content, hash, note from settlement_paper`;
  return row;
}

describe('the paper of a sale', () => {
  it('does not exist before the hammer', async () => {
    expect((await download(house.agencies[0])).statusCode).toBe(404);
    expect((await check()).status).toBe(404);
  });

  it('is the two parties’, in both languages, and the same however often it is asked for', async () => {
    await house.moveTo(closesAt);
    const answers = await Promise.all([download(house.agencies[0]), download(house.checker, '?language=en')]);
    for (const answer of answers) {
      expect(answer.headers['content-type']).toBe('application/pdf');
      const text = answer.rawPayload.toString('latin1');
      expect(text).toMatch(/^%PDF-1\.\d/);
      expect(text).toContain('/FontFile2');
      expect(answer.rawPayload.length).toBeLessThan(150_000);
    }
    const before = await stored();
    await download(house.maker);
    expect(await stored()).toEqual(before);
  });

  it('is nobody else’s', async () => {
    for (const person of [house.agencies[1], house.operator])
      expect((await download(person)).statusCode).toBe(404);
    expect((await download({ browser: house.watcher })).statusCode).toBe(401);
  });

  it('says sums and names, is hashed with a salt, and signed by the platform', async () => {
    const { content, hash, note } = await stored();
    expect(content).toMatchObject({
      number: NUMBER,
      buyer: { name: house.agencies[0].organisation.name },
      hammer: { amount: 700_000_00, currency: 'CNY' },
      balanceDue: { amount: 644_000_00, currency: 'CNY' },
    });
    expect(content.salt).toMatch(/^[0-9a-f]{32}$/);
    expect(paperHash(content)).toBe(hash);
    expect(paperHash({ ...content, hammer: { ...content.hammer, amount: 1 } })).not.toBe(hash);
    const read = readNote(note);
    const { key } = house.modules.signer;
    expect(read?.text).toBe(paperText(key.name, NUMBER, hash));
    expect(read && isSignedBy(read, key)).toBe(true);
  });

  it('is checked by anybody: number and hash, and nothing that is not public', async () => {
    const { hash, content, note } = await stored();
    const { body } = await check(`?hash=${hash}`);
    expect(body).toMatchObject({ isGenuine: true, buyer: content.buyer.name, note, voidedAt: null });
    expect(JSON.stringify(body)).not.toContain(content.salt);
    expect(JSON.stringify(body)).not.toContain(content.buyer.creditCode);
    expect((await check(`?hash=${'0'.repeat(64)}`)).body.isGenuine).toBe(false);
    expect((await check()).body.isGenuine).toBeNull();
    expect((await check('?hash=x')).status).toBe(400);
  });
});
