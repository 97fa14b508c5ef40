import { describe } from 'vitest';
import { playBidders } from './play-bidders.ts';
import { playDeposits } from './play-deposits.ts';
import { playListings, remoteGates } from './play-listings.ts';
import { playProfiles, remoteProfiles } from './play-profiles.ts';
import { playLots } from './play.ts';
import { RemoteBidders } from './remote-bidders.ts';
import { httpDriver } from './remote-driver.ts';
import { houseForAll, houseForEach } from './remote-house.ts';

describe('the HTTP interface', () => {
  describe('lots', () => {
    const base = houseForEach();
    playLots({ begin: (terms, bidders) => httpDriver(base()).begin(terms, bidders) });
  });

  describe('who may bid, and for which deposit', () => {
    const base = houseForAll();
    const bidders = new RemoteBidders(base);
    playBidders(bidders.barOf);
    playDeposits(bidders.depositOf);
  });

  describe('listings and rules', () => {
    const base = houseForAll();
    playListings(remoteGates(base));
    playProfiles(remoteProfiles(base));
  });
});
