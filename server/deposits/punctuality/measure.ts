import type { Payments } from '../../payments/index.ts';
import type { Telemetry } from '../../platform/telemetry.ts';
import type { createPunctuality } from './service.ts';

interface Sources {
  readonly punctuality: Pick<ReturnType<typeof createPunctuality>, 'watch'>;
  readonly payments: Pick<Payments, 'desk'>;
}

/** What needs a person before a deadline is missed, on `/metrics`; left out while the database does not answer. */
export function measureRefunds(telemetry: Telemetry, { punctuality, payments }: Sources): void {
  telemetry.gauge(
    'reassign_refunds_due',
    'Deposits held after the end of their round',
    ['alarm'],
    async (gauge) => {
      gauge.reset();
      const waiting = await punctuality.watch().catch(() => null);
      for (const alarm of waiting === null ? [] : (['soon', 'late'] as const)) {
        const due = waiting?.filter((one) => one.alarm === alarm) ?? [];
        gauge.set(
          { alarm },
          due.reduce((sum, { deposits }) => sum + deposits, 0),
        );
      }
    },
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
