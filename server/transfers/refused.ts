import type { Db } from '../platform/db.ts';

class Refused<Refusal> extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(String(refusal));
    this.refusal = refusal;
  }
}

/** A transaction that takes back what it wrote when it meets a refusal on its way, and answers it: `refuse` leaves it at once. */
export async function decided<Answer, Refusal>(
  db: Db,
  work: (tx: Db, refuse: (refusal: Refusal) => never) => Promise<Answer>,
): Promise<Answer | Refusal> {
  try {
    return await db.transaction((tx) =>
      work(tx, (refusal) => {
        throw new Refused(refusal);
      }),
    );
  } catch (error) {
    if (error instanceof Refused) return error.refusal as Refusal;
    throw error;
  }
}
