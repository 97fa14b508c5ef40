import type { Principal } from '@reassign/shared/accounts/types.ts';
import { fromInstant } from '@reassign/shared/kernel/codecs.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type { ListingView } from '@reassign/shared/listings/api.ts';
import type { StoredListing } from './repo.ts';

/** A listing as somebody of its bank sees it; how high a hidden reserve is, it does not say. */
export const viewOf = (
  listing: StoredListing,
  principal: Principal,
  asked: Pick<ListingView, 'gates' | 'failedRounds'>,
  returned: { actorName: string; at: Instant; reason: string | null } | undefined,
): ListingView => ({
  id: listing.id,
  ...listing.input,
  hasReserve: listing.reserve !== null,
  status: listing.status,
  revision: listing.revision,
  submittedBy: listing.submittedBy?.name ?? null,
  approvedBy: listing.approvedBy?.name ?? null,
  returned: returned
    ? { by: returned.actorName, at: fromInstant(returned.at), reason: returned.reason }
    : null,
  mine: listing.submittedBy?.id === principal.userId,
  lotId: listing.lotId,
  ...asked,
});
