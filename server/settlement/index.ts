export { followSales } from './follower.ts';
export { settlementRoutes } from './routes.ts';
export { createSettlement } from './service.ts';
