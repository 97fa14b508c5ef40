import { en as live } from './live.en.ts';
import { en as receipts } from './receipts.en.ts';

/** The live room: who follows a lot and bids. */
export const room = { live, receipts } as const;
