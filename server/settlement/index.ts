export { followSales } from './follower.ts';
export { settlementRoutes } from './routes.ts';
export { createSettlement, type Settlement } from './service.ts';
