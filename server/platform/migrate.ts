import { fileURLToPath } from 'node:url';
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import { connect } from './db.ts';
import { ensureRoles, OWNER } from './roles.ts';

const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url));

/** Any number that no other program takes: drizzle's migrator has no lock of its own, and servers start together. */
const MIGRATION_LOCK = 727_274;

/** Roles first, then every migration not yet applied, as the owner and one server at a time. */
export async function migrate(url: string, options: { readonly appPassword?: string } = {}): Promise<void> {
  const admin = connect(url, { max: 1, unlimited: true });
  try {
    await admin.sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await ensureRoles(admin.sql, options.appPassword);
    const owner = connect(url, { max: 1, unlimited: true, role: OWNER });
    try {
      await applyMigrations(owner.db, { migrationsFolder });
    } finally {
      await owner.close();
    }
  } finally {
    await admin.close();
  }
}
