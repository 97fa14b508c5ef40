import { nothing } from './nothing.ts';

export const fault = nothing;
