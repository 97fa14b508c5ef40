import type { Payments } from '../../payments/index.ts';
import type { Telemetry } from '../../platform/telemetry.ts';
import type { createPunctuality } from './service.ts';

interface Sources {
  readonly punctuality: Pick<ReturnType<typeof createPunctuality>, 'watch' | 'watchCourts'>;
  readonly payments: Pick<Payments, 'desk'>;
}

/** What needs a person before a deadline is missed, on `/metrics`; left out while the database does not answer. */
export function measureRefunds(telemetry: Telemetry, { punctuality, payments }: Sources): void {
  const gaugeDue = (
    name: string,
    help: string,
    watch: () => Promise<readonly { readonly alarm: 'soon' | 'late'; readonly count: number }[]>,
  ) =>
    telemetry.gauge(name, help, ['alarm'], async (gauge) => {
      gauge.reset();
      const waiting = await watch().catch(() => null);
      for (const alarm of waiting === null ? [] : (['soon', 'late'] as const)) {
        const due = waiting?.filter((one) => one.alarm === alarm) ?? [];
        gauge.set(
          { alarm },
          due.reduce((sum, { count }) => sum + count, 0),
        );
      }
    });
  gaugeDue('reassign_refunds_due', 'Deposits held after the end of their round', async () =>
    (await punctuality.watch()).map(({ alarm, deposits: count }) => ({ alarm, count })),
  );
  gaugeDue('reassign_court_payments_due', 'Money of courts that nobody instructed', async () =>
    (await punctuality.watchCourts()).map(({ alarm, payments: count }) => ({ alarm, count })),
  );
  telemetry.gauge('reassign_payments_stuck', 'Money by card that needs a person', ['what'], async (gauge) => {
    gauge.reset();
    const desk = await payments.desk().catch(() => null);
    if (desk === null) return;
    gauge.set({ what: 'refunds' }, desk.stuck.length);
    gauge.set({ what: 'disputes' }, desk.disputed.length);
    gauge.set({ what: 'events' }, desk.unknown);
  });
}
