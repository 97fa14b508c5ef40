import type { Notice } from 'postgres';

/** A write of which nobody knows whether it stands: ask the log again before saying anything. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';
}

/**
 * PostgreSQL answers success with a warning when the wait for its standby was cut short: the row may exist on one
 * machine only (9-threats D5). A notice does not name its statement, so every write on its way becomes unknown.
 */
export function standbyDoubts() {
  let warnings = 0;
  return {
    note: (notice: Notice): void => {
      if (notice['severity'] === 'WARNING') warnings++;
    },
    watch: async <Rows>(statement: PromiseLike<Rows>): Promise<Rows> => {
      const before = warnings;
      const rows = await statement;
      if (warnings !== before) throw new OutcomeUnknown('the server warned while the write was on its way');
      return rows;
    },
  };
}
