export const name = 'single';
