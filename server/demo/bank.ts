import { assert } from '@reassign/shared/kernel/assert.ts';
import { CNY } from '@reassign/shared/kernel/currency.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { DAY, HOUR, type Instant, later, MINUTE, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { money, toDecimal } from '@reassign/shared/kernel/money.ts';
import type { Modules } from '../modules.ts';
import { csvFile } from '../platform/csv.ts';
import { demoCast } from './people.ts';

interface DemoLine {
  readonly at: Instant;
  readonly change: number;
  readonly name: string;
  readonly remark: string;
}

/**
 * The bank of the demo: its statement brings the deposits that were confirmed by hand, but for the last, and the prices of
 * the past, on the last instant of their deadline, but for the last one, which two people have to decide about, and the one that
 * they decided about (`unpaid`). It tells that what was sent was paid. What the bank takes for itself is what the ledger does not
 * know: one of it is explained, the other is not.
 */
export async function bringStatement(modules: Modules, now: Instant, unpaid: LotId | null): Promise<void> {
  const { accounts, transfers, reconciliation } = modules;
  const { operator, 'operator-b': second } = await demoCast(accounts);
  const yesterday = later(now, -DAY);
  const charges: readonly DemoLine[] = [
    { at: later(yesterday, MINUTE), change: -5_000, name: '某银行（虚构）', remark: '回单工本费（演示）' },
    {
      at: later(yesterday, 2 * MINUTE),
      change: -1_500,
      name: '某银行（虚构）',
      remark: '账户管理费（演示）',
    },
  ];
  const outgoing = await sent(modules, later(yesterday, MINUTE / 2));
  const lines = [...(await incoming(modules, yesterday, unpaid)), ...outgoing, ...charges].toSorted(
    (a, b) => a.at - b.at,
  );
  const opening = (await transfers.statementSpans(now)).at(-1)?.closing ?? 0;
  const bytes = new TextEncoder().encode(fileOf(lines, opening));
  const taken = await transfers.importFile(bytes, '演示银行明细.csv', operator.userId);
  assert(taken.ok, 'the statement of the demo is taken in');

  if ((await reconciliation.run(operator.userId)) === null) return;
  const { differences } = await reconciliation.overview();
  const [explained, open] = differences.filter(
    ({ finding, standing }) => finding.cause === 'unexplained-outgoing' && standing.state === 'open',
  );
  if (!explained || !open) return;
  const move = (difference: string, type: 'take' | 'explain' | 'confirm', by = operator) =>
    reconciliation.move({
      ...{ difference, type, by: by.userId, isCost: false },
      reason: type === 'explain' ? '银行收取的回单工本费，下月随手续费一并入账（演示）。' : null,
    });
  await move(explained.id, 'explain');
  await move(explained.id, 'confirm', second);
  await move(open.id, 'take');
}

async function incoming(
  { ledger, deposits, sales: { balances } }: Modules,
  at: Instant,
  unpaid: LotId | null,
): Promise<DemoLine[]> {
  const late = (await balances.overdue()).filter(({ lot }) => lot !== unpaid);
  const overdue = late.toSorted((a, b) => a.dueAt - b.dueAt).slice(0, -1);
  const stated = (await ledger.stated()).slice(0, -1).map(({ reference }) => reference);
  const prices = await balances.openPayments(overdue.map(({ reference }) => reference));
  const payments = [...(await deposits.openPayments(stated)), ...prices];
  return payments.map(({ reference, amount, payerName }) => {
    // Of a price in parts the one that is due.
    const due = overdue.find((one) => one.reference === reference);
    return {
      at: due?.dueAt ?? at,
      ...{ change: (due?.amount ?? amount).amount, name: payerName, remark: reference },
    };
  });
}

/** Whatever lies in a payment file left the account. */
async function sent({ transfers, accounts }: Modules, at: Instant): Promise<DemoLine[]> {
  const { operator } = await demoCast(accounts);
  const payouts = await transfers.payouts.list('sent', operator.userId);
  return payouts.map(({ reference, amount, payee }) => ({
    ...{ at, change: -amount.amount, name: payee.name, remark: reference },
  }));
}

/** As a bank's online banking writes it: one row a line, with the balance after it. */
function fileOf(lines: readonly DemoLine[], opening: number): string {
  const decimal = (minor: number): string => toDecimal(money(minor, CNY));
  let balance = opening;
  const rows = lines.map(({ at, change, name, remark }) => {
    balance += change;
    const sides = change < 0 ? [decimal(-change), ''] : ['', decimal(change)];
    return [shanghai(at), '人民币', ...sides, decimal(balance), name, '0000', remark];
  });
  return csvFile([
    ['交易时间', '币种', '借方发生额', '贷方发生额', '余额', '对方户名', '对方账号', '附言'],
    ...rows,
  ]);
}

/** `2026-03-02 10:15:33`, in Asia/Shanghai. */
const shanghai = (at: Instant): string =>
  toRfc3339(later(at, 8 * HOUR))
    .slice(0, 19)
    .replace('T', ' ');
