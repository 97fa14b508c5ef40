export { followHammer } from './follower.ts';
export { depositRoutes, type PaymentAccount } from './routes.ts';
export { createDeposits, type Deposits } from './service.ts';
