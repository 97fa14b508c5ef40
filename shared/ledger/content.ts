import { canonicalJson, type Json } from '../verify/canonical-json.ts';
import type { LedgerCommand } from './types.ts';

/** What the same key must come with again, and what a digest of a day stands for: RFC 8785 of the command. */
export const contentText = (command: LedgerCommand): string => canonicalJson(command as unknown as Json);
