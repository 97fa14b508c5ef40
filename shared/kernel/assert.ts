/** Throws when a promise of our own code is broken. An expected "no" is a value instead: see `decision.ts`. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new BrokenInvariant(message);
}

/** The compiler checks that every case was handled; at run time this cannot be reached. */
export function never(value: never): never {
  throw new BrokenInvariant(`unhandled case: ${JSON.stringify(value)}`);
}

export class BrokenInvariant extends Error {
  override readonly name = 'BrokenInvariant';
}
