export { agencyRoutes } from './agencies/routes.ts';
export { createAgencies } from './agencies/service.ts';
export { createSaleMoney } from './balance/index.ts';
export { followSales, salesEvents } from './follower.ts';
export { settlementRoutes } from './routes.ts';
export { createSettlement } from './service.ts';
