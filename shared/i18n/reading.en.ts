import { en as about } from './about.en.ts';
import { en as verify } from './verify.en.ts';

/** The long pages: about, the rules, and how to verify. */
export const reading = { about, verify } as const;
