import { sql } from 'drizzle-orm';
import { lot } from './tables.ts';

export const lots = () => sql`select ${lot}`;
