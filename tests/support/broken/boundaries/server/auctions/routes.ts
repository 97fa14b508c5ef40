import fastify from 'fastify';
import { auctions } from './service.ts';

export const routes = { fastify, auctions };
