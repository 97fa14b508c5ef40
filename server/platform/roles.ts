import type { Sql } from 'postgres';

/** `reassign_owner` owns the tables and migrates; `reassign_app` serves: it cannot change or delete log entries. */
export const OWNER = 'reassign_owner';
export const APP = 'reassign_app';

export type RoleName = typeof OWNER | typeof APP;

const INSUFFICIENT_PRIVILEGE = '42501';

/**
 * Creates the two roles when they are missing and lets the migrating login act as both. With `appPassword` the app
 * role may log in by itself, so that a served request cannot become anyone else; without it (an external database
 * with one login) the pool acts as the role from its first statement on.
 */
export async function ensureRoles(sql: Sql, appPassword?: string): Promise<void> {
  const [{ database, login }] = await sql<[{ database: string; login: string }]>`
    select current_database() as database, current_user as login`;
  for (const role of [OWNER, APP]) {
    const [known] = await sql`select 1 from pg_roles where rolname = ${role}`;
    if (known === undefined) await orExplain(login, sql.unsafe(`create role ${role}`));
    const [member] = await sql<
      [{ member: boolean }]
    >`select pg_has_role(current_user, ${role}, 'set') as member`;
    if (!member.member) await orExplain(login, sql`grant ${sql(role)} to ${sql(login)}`);
  }
  await orExplain(login, sql`grant connect, create, temporary on database ${sql(database)} to ${sql(OWNER)}`);
  await orExplain(login, sql`grant usage, create on schema public to ${sql(OWNER)}`);
  await orExplain(login, sql`grant usage on schema public to ${sql(APP)}`);
  if (appPassword !== undefined) {
    const [{ statement }] = await sql<[{ statement: string }]>`
      select format('alter role %I with login password %L', ${APP}::text, ${appPassword}::text) as statement`;
    await sql.unsafe(statement);
  }
}

/** An external database may not let us create roles: then say what its administrator has to run. */
async function orExplain(login: string, statement: PromiseLike<unknown>): Promise<void> {
  try {
    await statement;
  } catch (error) {
    if ((error as { code?: string }).code !== INSUFFICIENT_PRIVILEGE) throw error;
    throw new RolesMissing(login, error);
  }
}

export class RolesMissing extends Error {
  override readonly name = 'RolesMissing';

  constructor(login: string, cause: unknown) {
    super(
      [
        `The login "${login}" of DATABASE_URL may not set up the database roles. Run once as an administrator:`,
        `  create role ${OWNER}; create role ${APP};`,
        `  grant ${OWNER}, ${APP} to "${login}";`,
        `  grant connect, create, temporary on database <name> to ${OWNER};`,
        `  grant usage, create on schema public to ${OWNER}; grant usage on schema public to ${APP};`,
      ].join('\n'),
      { cause },
    );
  }
}
