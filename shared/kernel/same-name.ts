/** Registers write brackets and spaces in full or half width. */
export const isSameName = (a: string, b: string): boolean => plain(a) === plain(b);

const plain = (name: string): string => name.normalize('NFKC').replaceAll(/\s/g, '');
