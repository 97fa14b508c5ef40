import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { inject } from 'vitest';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { APP } from '../../server/platform/roles.ts';
import { TEMPLATE } from './global-setup.ts';

export interface FreshDatabase {
  /** As superuser: to arrange and to look. */
  readonly url: string;
  /** As `reassign_app`, the role that serves: without update or delete on the log. */
  readonly appUrl: string;
  drop(): Promise<void>;
}

/** That of the worker in which this runs; workers are counted from 1. */
export function ownServer() {
  const servers = inject('postgres');
  const own = servers[(Number(process.env['VITEST_POOL_ID'] ?? 1) - 1) % servers.length];
  assert(own, 'every worker has a server');
  return own;
}

/** A migrated, empty database of its own, for one spec file: a copy of the template in about 25 ms. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(`create database ${name} template ${TEMPLATE} strategy file_copy`);
  const url = new URL(ownServer().url);
  url.pathname = name;
  const appUrl = new URL(url);
  appUrl.username = APP;
  appUrl.password = ownServer().appPassword;
  return {
    url: url.href,
    appUrl: appUrl.href,
    drop: () => administer(`drop database if exists ${name} with (force)`),
  };
}

async function administer(statement: string): Promise<void> {
  const sql = postgres(ownServer().url, { max: 1 });
  try {
    await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}
