/** How a generated cover is drawn: an outline repeated and turned, as on old securities. */
export interface CoverLines {
  /** Degrees each copy is turned by, and how far it is drawn in towards the middle. */
  readonly turns: readonly { readonly degrees: number; readonly scale: number }[];
  /** For a round one: degrees of each ellipse, and how slim they are. */
  readonly petals: readonly number[];
  readonly slimness: number;
  /** Which of the quiet grounds it stands on. */
  readonly ground: 0 | 1 | 2;
}

/** FNV-1a, 32 bits: the same text is the same picture on every machine. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  // The last letters of a number differ most; mixed, they reach every bit.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

const thousandths = (value: number): number => Math.round(value * 1000) / 1000;

const GROUNDS = [0, 1, 2] as const;

export function coverOf(seed: string): CoverLines {
  const hash = hashOf(seed);
  const copies = 5 + (hash % 5);
  const degrees = 5 + ((hash >>> 4) % 12);
  const shrink = 0.045 + ((hash >>> 9) % 5) / 100;
  const slimness = 0.55 + ((hash >>> 17) % 7) / 20;
  const turns = Array.from({ length: copies }, (_, index) => ({
    degrees: degrees * index,
    scale: thousandths(1 - shrink * index),
  }));
  // Spread over half a turn, ellipses close to a round rosette.
  const petals = Array.from({ length: copies + 1 }, (_, index) => thousandths((180 / (copies + 1)) * index));
  return { turns, petals, slimness: thousandths(slimness), ground: GROUNDS[(hash >>> 14) % 3] ?? 0 };
}
