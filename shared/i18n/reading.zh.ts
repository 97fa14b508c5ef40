import { zh as about } from './about.zh.ts';
import { zh as profiles } from './profiles.zh.ts';
import { zh as verify } from './verify.zh.ts';

/** The long pages: about, the rules, and how to verify. */
export const reading = { about, profiles, verify } as const;
