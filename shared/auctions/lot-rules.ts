import { findProfile, type Profile } from '../listings/profile.ts';
import type { LotView } from './api.ts';

/** The rules of a lot in the version it was published with; one that this build does not bring along came with the lot. */
export const rulesOf = ({ profile, rules }: Pick<LotView, 'profile' | 'rules'>): Profile | undefined =>
  rules ?? findProfile(profile);
