export { createLedger, type Ledger } from './service.ts';
