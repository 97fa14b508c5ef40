export const length = (name: string | null): number => name.length;
