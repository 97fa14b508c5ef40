import { setTimeout as pause } from 'node:timers/promises';

await pause(1);
