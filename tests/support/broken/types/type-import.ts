import { Length } from './sound.ts';

export const one: Length = 1;
