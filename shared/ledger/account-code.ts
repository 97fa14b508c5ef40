import { isCurrency } from '../kernel/currency.ts';
import { isUuid } from '../kernel/ids.ts';
import { type Account, type AccountKind, accountKinds, channels } from './account.ts';

const owners = {
  platform: [],
  channel: ['channel'],
  registration: ['registration'],
  organisation: ['organisation'],
  lot: ['lot'],
  share: ['lot', 'organisation'],
} as const;

/** Reads `escrow/019cd000-…/CNY`; `null` for what no account is called. */
export function readAccountCode(code: string): Account | null {
  const [kind = '', ...rest] = code.split('/');
  const currency = rest.at(-1) ?? '';
  if (!Object.hasOwn(accountKinds, kind) || !isCurrency(currency)) return null;
  const fields = owners[accountKinds[kind as AccountKind].of];
  const ids = rest.slice(0, -1);
  const isOwner = (field: string, id: string): boolean =>
    field === 'channel' ? channels.some((channel) => channel === id) : isUuid(id);
  if (ids.length !== fields.length || !fields.every((field, nth) => isOwner(field, ids[nth] ?? '')))
    return null;
  const owner = Object.fromEntries(fields.map((field, nth) => [field, ids[nth]]));
  return { kind, currency, ...owner } as unknown as Account;
}
