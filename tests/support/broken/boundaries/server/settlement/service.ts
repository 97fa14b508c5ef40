import { fault } from './routes.ts';

export const service = fault;
