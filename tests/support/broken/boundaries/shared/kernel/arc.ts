import { circle } from './circle.ts';

export const arc = () => circle;
