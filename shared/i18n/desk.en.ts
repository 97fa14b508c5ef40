import type { Same } from './messages.ts';
import type { zh } from './desk.zh.ts';

export const en = { title: 'My desk', go: 'Go to my desk' } as const satisfies Same<typeof zh>;
