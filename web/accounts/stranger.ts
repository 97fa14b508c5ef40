import type { MeView } from '@reassign/shared/accounts/api.ts';

/** What a page knows of who asks when nobody is signed in. */
export const stranger: MeView = {
  user: null,
  organisation: null,
  roles: [],
  organisations: [],
  twoFactor: false,
  secondFactorRequired: false,
  paymentsSimulated: false,
  demoAccounts: [],
};
