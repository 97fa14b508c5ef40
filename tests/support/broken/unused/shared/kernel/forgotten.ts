export const alsoForgotten = 1;
