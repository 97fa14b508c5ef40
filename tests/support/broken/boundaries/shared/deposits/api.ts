import * as z from 'zod';

export const fault = z;
