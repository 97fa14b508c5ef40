import type { Organisation } from '@reassign/shared/accounts/types.ts';
import { mayReadLot } from '@reassign/shared/ledger/access.ts';
import type { Principal } from '@reassign/shared/accounts/types.ts';
import { accountStatements, type AccountStatement } from '@reassign/shared/ledger/statement.ts';
import type { LotId, OrganisationId, RegistrationId } from '@reassign/shared/kernel/ids.ts';
import { addDays, type CalendarDay, startOfDay } from '@reassign/shared/kernel/instant.ts';
import type { Db } from '../../platform/db.ts';
import * as repo from './repo.ts';

export interface StatementsDeps {
  readonly db: Db;
  readonly sellerOf: (lotId: LotId) => Promise<SellerOfLot | null>;
  /** Whose deposits are whose is sealed; the module that can open it stands to the right. */
  readonly registrationsOf: (organisation: OrganisationId) => Promise<readonly RegistrationId[]>;
}

interface SellerOfLot {
  readonly number: string;
  readonly title: string;
  readonly organisation: Pick<Organisation, 'id'>;
}

/** First and last day, both included. */
export interface Days {
  readonly from: CalendarDay;
  readonly until: CalendarDay;
}

export interface Statement extends Days {
  /** Of whom or what: a name, or number and title of a lot. */
  readonly title: string;
  readonly accounts: readonly AccountStatement[];
}

/** More lines than anybody reads; a shorter period has fewer. */
const MOST_LINES = 5_000;

export type Statements = ReturnType<typeof createStatements>;

export function createStatements({ db, sellerOf, registrationsOf }: StatementsDeps) {
  async function statementOf(title: string, whose: repo.Whose, days: Days): Promise<Statement | 'too-long'> {
    const { from, until } = days;
    const period = { day: from, from: startOfDay(from), until: startOfDay(addDays(until, 1)) };
    // One look at both: an account and its lines are of the same moment.
    return db.transaction(
      async (tx) => {
        const lines = await repo.readLines(tx, whose, period, MOST_LINES + 1);
        if (lines.length > MOST_LINES) return 'too-long';
        return {
          ...days,
          title,
          accounts: accountStatements(await repo.readAccounts(tx, whose, period), lines),
        };
      },
      { isolationLevel: 'repeatable read', accessMode: 'read only' },
    );
  }

  return {
    async ofOrganisation({ id, name }: Organisation, days: Days): Promise<Statement | 'too-long'> {
      return statementOf(name, { organisation: id, registrations: await registrationsOf(id) }, days);
    },

    /** `null` for a lot that is not there, or not theirs. */
    async ofLot(lot: LotId, reader: Principal, days: Days): Promise<Statement | 'too-long' | null> {
      const seller = await sellerOf(lot);
      if (!seller || !mayReadLot(reader, seller.organisation.id)) return null;
      return statementOf(`${seller.number} ${seller.title}`, { lot }, days);
    },
  };
}
