import type { Same } from './messages.ts';
import type { zh } from './live.zh.ts';

export const en = {} as const satisfies Same<typeof zh>;
