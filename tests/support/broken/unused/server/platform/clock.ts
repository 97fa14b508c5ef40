export const used = (value: unknown): unknown => value;

export const unusedExport = 1;

export type UnusedType = string;
