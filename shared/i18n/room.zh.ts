import { zh as live } from './live.zh.ts';
import { zh as receipts } from './receipts.zh.ts';

/** The live room: who follows a lot and bids. */
export const room = { live, receipts } as const;
