import { pgTable } from 'drizzle-orm/pg-core';

export const account = pgTable('account', {});
