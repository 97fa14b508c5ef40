import { en as about } from './about.en.ts';
import { en as profiles } from './profiles.en.ts';
import { en as verify } from './verify.en.ts';

/** The long pages: about, the rules, and how to verify. */
export const reading = { about, profiles, verify } as const;
