import { describe } from 'vitest';
import { playListings, remoteGates } from './play-listings.ts';
import { playProfiles, remoteProfiles } from './play-profiles.ts';
import { playLots } from './play.ts';
import { httpDriver } from './remote-driver.ts';
import { houseForAll, houseForEach } from './remote-house.ts';

describe('the HTTP interface', () => {
  describe('lots', () => {
    const base = houseForEach();
    playLots({ begin: (terms, bidders) => httpDriver(base()).begin(terms, bidders) });
  });

  describe('listings and rules', () => {
    const base = houseForAll();
    playListings(remoteGates(base));
    playProfiles(remoteProfiles(base));
  });
});
