import {
  type PaymentReference,
  plainReference,
  readPaymentReference,
  REFERENCE_LENGTH,
  type ReferencePrefix,
} from '../kernel/payment-reference.ts';

export interface FoundReferences {
  /** With a check that fits, each once, in their order. */
  readonly references: readonly PaymentReference[];
  /** What begins like one and is none: somebody mistyped it. */
  readonly mistyped: readonly string[];
}

/** Shorter than this is a word that happens to begin so. */
const SHORTEST_TRY = 8;

/**
 * References inside what a bank prints about a transfer, between whatever else stands there. Banks break lines and put blanks
 * anywhere, so blanks separate nothing.
 */
export function findReferences(remark: string, prefixes: readonly ReferencePrefix[]): FoundReferences {
  const plain = plainReference(remark);
  const tries = [...plain.matchAll(new RegExp(`(?=${prefixes.join('|')})`, 'g'))].map(({ index }) => {
    const [run = ''] = /^[0-9A-Z]*/.exec(plain.slice(index, index + REFERENCE_LENGTH)) ?? [];
    return { index, run, reading: readPaymentReference(run, prefixes) };
  });
  // Random characters may spell a prefix again: what begins inside another one is no try of its own.
  const good = apart(tries.filter(({ reading }) => reading.ok));
  const bad = apart(tries.filter((one) => one.run.length >= SHORTEST_TRY && !good.some(meets(one))));
  return {
    references: [...new Set(good.flatMap(({ reading }) => (reading.ok ? [reading.value] : [])))],
    mistyped: [...new Set(bad.map(({ run }) => run))],
  };
}

interface Try {
  readonly index: number;
  readonly run: string;
}

const meets =
  (a: Try) =>
  (b: Try): boolean =>
    a.index < b.index + b.run.length && b.index < a.index + a.run.length;

/** The first of those that overlap. */
const apart = <One extends Try>(tries: readonly One[]): One[] =>
  tries.reduce<One[]>((kept, one) => (kept.some(meets(one)) ? kept : [...kept, one]), []);
