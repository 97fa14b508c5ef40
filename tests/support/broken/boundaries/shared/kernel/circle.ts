import { arc } from './arc.ts';

export const circle = () => arc;
