export const options: { readonly limit?: number } = { limit: undefined };
