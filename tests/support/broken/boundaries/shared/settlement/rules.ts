export const confirm = 1;
