import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { publicName } from '../kernel/public-name.ts';
import { canonicalJson, type JsonObject } from '../verify/canonical-json.ts';
import type { CaseRightView, CaseView, CircumstancesView, RightView } from './api.ts';
import type { NoticeView } from './notice-api.ts';

type Party = CaseView['pledgor'];

/** A natural person's name is masked, and the notice says nothing of the debtor. */
const publicParty = (party: Party): Party => ({ ...party, name: publicName(party) });

const publicRight = (right: RightView): RightView => ({ ...right, owners: right.owners.map(publicParty) });

/** The register writes the pledgor's name alone; the case knows who that is. */
const publicPledge = (
  { maximum: _, ...pledge }: NonNullable<CaseRightView['pledge']>,
  pledgor: Party,
): NoticeView['rights'][number]['pledge'] => ({
  ...pledge,
  pledgor: publicName(pledge.pledgor === pledgor.name ? pledgor : { name: pledge.pledgor }),
});

/** The rights of a listing as its public notice shows them, in the bank's order. */
export const publicRights = (rights: readonly CaseRightView[], pledgor: Party): NoticeView['rights'] =>
  rights.map(({ right, pledge, appraisal, circumstances }) => ({
    right: publicRight(right),
    pledge: pledge && publicPledge(pledge, pledgor),
    appraisedValue: appraisal && appraisal.value,
    ...(circumstances && { register: publicRegister(circumstances) }),
  }));

/** That it is in force is what allows the sale. */
const publicRegister = ({
  checkedOn,
  feesPaidUntil,
  frozenBy,
}: CircumstancesView): NonNullable<NoticeView['rights'][number]['register']> => ({
  checkedOn,
  ...(feesPaidUntil !== undefined && { feesPaidUntil }),
  ...(frozenBy !== undefined && { frozenBy }),
});

/** Who valued the rights, each once. */
export const publicValuers = (rights: readonly CaseRightView[]): string[] => [
  ...new Set(rights.flatMap(({ appraisal }) => (appraisal ? [publicName(appraisal.valuer)] : []))),
];

/** SHA-256 over the canonical JSON of the notice, in hex: what entry 1 of the lot's log commits to. */
export const noticeHash = (notice: NoticeView): string =>
  bytesToHex(sha256(utf8ToBytes(canonicalJson(notice as unknown as JsonObject))));
