import type { RegistrationView } from '@reassign/shared/deposits/api.ts';
import type { Api } from '../api/client.ts';
import type { LotLive } from '../live/lot-live.svelte.ts';
import type { LotHead } from './lot-head.ts';

/** A lot as the live part follows it. */
export type WholeLot = LotLive['lot'];

export interface AgencyLotData {
  readonly registration: RegistrationView;
  readonly lot: LotHead;
  /** To be followed; `null` once it is over. */
  readonly whole: WholeLot | null;
}

export const readAgencyLots = (
  api: Api,
  registrations: readonly RegistrationView[],
): Promise<AgencyLotData[]> =>
  Promise.all(
    registrations.map(async (registration) => {
      const whole = await api.get<WholeLot>(`/api/v1/lots/${registration.lotId}`);
      return { registration, lot: headOf(whole), whole: isRunning(whole) ? whole : null };
    }),
  );

export const isRunning = ({ phase }: Pick<LotHead, 'phase'>): boolean =>
  phase === 'notice' || phase === 'open' || phase === 'paused' || phase === 'closed';

/** A lot's page carries much more; only this travels with what is over. */
export const headOf = ({
  id,
  number,
  phase,
  title,
  deposit,
  asking,
  leader,
  opensAt,
  closesAt,
}: LotHead): LotHead => ({
  id,
  number,
  phase,
  title,
  deposit,
  asking,
  leader,
  opensAt,
  closesAt,
});
