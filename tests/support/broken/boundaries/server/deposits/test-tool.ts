import { it } from 'vitest';

export const fault = it;
