import { zh as live } from './live.zh.ts';

/** The live room: who follows a lot and bids. */
export const room = { live } as const;
