import { describe } from 'vitest';
import { playBidders } from './play-bidders.ts';
import { playDeposits } from './play-deposits.ts';
import { playListings, pureGates } from './play-listings.ts';
import { playMandates } from './play-mandates.ts';
import { playProfiles, pureProfiles } from './play-profiles.ts';
import { playLots } from './play.ts';
import { rulesDriver } from './rules-driver.ts';

describe('the pure rules', () => {
  playLots(rulesDriver, () => true);
  playListings(pureGates, () => true);
  playProfiles(pureProfiles);
  playBidders();
  playDeposits();
  playMandates();
});
