export { followHammer } from './follower.ts';
export { depositRoutes } from './routes.ts';
export { createDeposits, type Deposits } from './service.ts';
