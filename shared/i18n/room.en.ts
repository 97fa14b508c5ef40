import { en as live } from './live.en.ts';

/** The live room: who follows a lot and bids. */
export const room = { live } as const;
