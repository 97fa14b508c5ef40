export { account } from './tables.ts';
