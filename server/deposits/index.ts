export { endsOfRounds, type EntryPlace, followHammer } from './follower.ts';
export { type OwnerId, ownersOf } from './identity.ts';
export { measureRefunds } from './punctuality/measure.ts';
export { depositRoutes } from './routes.ts';
export type { RoundEnd } from './ends.ts';
export type { RoundNow } from './round.ts';
export { createDeposits, type Deposits } from './service.ts';
