import { desk } from './desk.en.ts';
import { everywhere } from './everywhere.en.ts';
import type { Same } from './messages.ts';
import { reading } from './reading.en.ts';
import type { zh } from './zh.ts';

export const en = { ...everywhere, ...desk, ...reading } as const satisfies {
  readonly [Module in keyof typeof zh]: Same<(typeof zh)[Module]>;
};
