export { agencyRoutes } from './agencies/routes.ts';
export { createAgencies } from './agencies/service.ts';
export { createSaleMoney, type SaleMoney } from './balance/index.ts';
export { followSales, salesEvents } from './follower.ts';
export { followOffers, offerEvents } from './offers/service.ts';
export { paperRoutes } from './papers/routes.ts';
export { createPapers } from './papers/service.ts';
export { settlementRoutes } from './routes.ts';
export { createSettlement } from './service.ts';
