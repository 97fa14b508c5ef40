export { endsOfRounds, followHammer } from './follower.ts';
export { type OwnerId, ownersOf } from './identity.ts';
export { depositRoutes } from './routes.ts';
export { createDeposits, type Deposits, type RoundNow } from './service.ts';
