import { desk } from './desk.zh.ts';
import { everywhere } from './everywhere.zh.ts';
import { reading } from './reading.zh.ts';

/** All words, for the server and for the types; a browser loads the sets that its page speaks. */
export const zh = { ...everywhere, ...desk, ...reading } as const;
