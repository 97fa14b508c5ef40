import postgres from 'postgres';
import { WebSocket } from 'ws';

export const rule = { postgres, WebSocket };
