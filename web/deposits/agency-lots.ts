import type { RegistrationView } from '@reassign/shared/deposits/api.ts';
import type { Api } from '../api/client.ts';
import type { LotHead } from './lot-head.ts';

export interface AgencyLotData {
  readonly registration: RegistrationView;
  readonly lot: LotHead;
}

export const readAgencyLots = (
  api: Api,
  registrations: readonly RegistrationView[],
): Promise<AgencyLotData[]> =>
  Promise.all(
    registrations.map(async (registration) => ({
      registration,
      lot: headOf(await api.get<LotHead>(`/api/v1/lots/${registration.lotId}`)),
    })),
  );

/** A lot's page carries much more; only this travels with the desk. */
const headOf = ({
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

/** Open before announced, and what ends or opens first before the rest. */
export const byUrgency = (lots: readonly AgencyLotData[]): AgencyLotData[] =>
  lots.toSorted((a, b) => urgency(a).localeCompare(urgency(b)));

const urgency = ({ lot }: AgencyLotData): string =>
  lot.phase === 'open' ? `0 ${lot.closesAt}` : `1 ${lot.opensAt}`;
