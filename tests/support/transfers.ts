import { expect } from 'vitest';
import type { DepositStatus } from '@reassign/shared/deposits/types.ts';
import type { RegistrationView } from '@reassign/shared/deposits/api.ts';
import type { BankFileView, BankLineList, BankLineView } from '@reassign/shared/transfers/api.ts';
import { yes } from './bank-desk.ts';
import type { WrittenLine } from './bank-files.ts';
import { type House, openHouse, type Person } from './house.ts';
import { upload } from './upload.ts';

/** A house with two officers of the operator: what the first one proposes, the second confirms. */
export interface TransferDesk {
  readonly house: House;
  readonly first: Person;
  readonly second: Person;
  send(
    text: string,
    by?: Person,
  ): Promise<{ status: number; body: BankFileView & { code?: string; facts?: object } }>;
  /** The same, taken in. */
  taken(text: string): Promise<BankFileView>;
  requested(agency: Person): Promise<RegistrationView>;
  /** The line of a transfer as it should be. */
  pays(registration: RegistrationView, agency: Person, more?: Partial<WrittenLine>): WrittenLine;
  statusOf(agency: Person, registration: RegistrationView): Promise<DepositStatus | undefined>;
  /** Debits above zero, from the postings alone. */
  balanceOf(code: string): Promise<number>;
  /** In the queue, by the bank's id. */
  lineOf(entryId: string | undefined): Promise<BankLineView>;
  newId(): string;
  close(): Promise<void>;
}

export async function openTransferDesk(): Promise<TransferDesk> {
  const house = await openHouse();
  const first = house.operator;
  const second = await house.colleague(first, ['officer']);
  let ids = 0;
  const newId = (): string => `B${String(++ids)}`;

  const send: TransferDesk['send'] = async (text, by = first) => {
    const { body, headers } = upload(text);
    const response = await house.app.inject({
      method: 'POST',
      url: '/api/v1/bank-statements',
      payload: body as Buffer,
      headers: { ...headers, origin: house.config.publicUrl, cookie: by.browser.cookie },
    });
    return { status: response.statusCode, body: response.json() };
  };

  return {
    ...{ house, first, second, send, newId },
    async taken(text) {
      const { status, body } = await send(text);
      expect([status, body]).toMatchObject([200, {}]);
      return body;
    },
    requested: async (agency) => house.register(agency, await house.publishLot()),
    pays: ({ deposit }, agency, more = {}) => ({
      ...{ id: newId(), change: deposit.amount.amount, name: agency.organisation.name },
      ...{ account: '6222000011112222', remark: `保证金 ${deposit.reference}` },
      ...more,
    }),
    async statusOf(agency, { id }) {
      const { items } = await yes<{ items: RegistrationView[] }>(agency.browser.get('/api/v1/registrations'));
      return items.find((one) => one.id === id)?.deposit.status;
    },
    async balanceOf(code) {
      const [row] = await house.admin.sql<[{ sum: number }]>`
        select coalesce(sum(amount_minor), 0)::float8 as sum from ledger_posting
        where account = ${code} and not is_pending`;
      return row.sum;
    },
    async lineOf(entryId) {
      const { items } = await yes<BankLineList>(first.browser.get('/api/v1/bank-lines'));
      const line = items.find((one) => one.entryId === entryId);
      if (!line) throw new Error(`${entryId ?? ''} is not in the queue`);
      return line;
    },
    async close() {
      const uneven = await house.admin.sql`
        select transaction_id from ledger_posting group by 1 having sum(amount_minor) <> 0`;
      expect([...uneven]).toEqual([]);
      expect(house.faults).toEqual([]);
      await house.close();
    },
  };
}
