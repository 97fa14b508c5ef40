import { createSealer } from '../../server/platform/secrets.ts';

const key = (fill: number): Uint8Array => new Uint8Array(32).fill(fill);

/** For parts that stand alone; those of a house have the keys of their parts. */
export const testSealer = createSealer({ sealingKey: key(2), pepper: key(3) });
