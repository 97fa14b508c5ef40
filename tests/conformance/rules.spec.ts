import { describe } from 'vitest';
import { playBidders, pureBar } from './play-bidders.ts';
import { playDeposits, pureDeposit } from './play-deposits.ts';
import { playListings, pureGates } from './play-listings.ts';
import { playProfiles, pureProfiles } from './play-profiles.ts';
import { playLots } from './play.ts';
import { rulesDriver } from './rules-driver.ts';

describe('the pure rules', () => {
  playLots(rulesDriver, () => true);
  playListings(pureGates, () => true);
  playProfiles(pureProfiles);
  playBidders(pureBar);
  playDeposits(pureDeposit, () => true);
});
