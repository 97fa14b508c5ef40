import * as z from 'zod/mini';

export const bid = z.strictObject({});
