/** How a table is ordered: by which column, and whether from the smallest up. */
export interface Sort<Column extends string> {
  readonly by: Column;
  readonly direction: 'ascending' | 'descending';
}

type Comparable = string | number;

/** A column chosen again turns round; another one begins from the smallest. */
export function sortedNext<Column extends string>(sort: Sort<Column>, by: Column): Sort<Column> {
  const turns = sort.by === by && sort.direction === 'ascending';
  return { by, direction: turns ? 'descending' : 'ascending' };
}

/**
 * Rows in that order; equal ones stay as they came, in both directions. What is missing stands last, also turned round:
 * nobody sorts to find nothing. Texts by the alphabet of the language (`Intl` tag), numbers inside them as numbers.
 */
export function sortRows<Row, Column extends string>(
  rows: readonly Row[],
  { by, direction }: Sort<Column>,
  valueOf: (row: Row, column: Column) => Comparable | null,
  locale: string,
): Row[] {
  const collator = new Intl.Collator(locale, { numeric: true });
  const compare = (a: Comparable, b: Comparable): number =>
    typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
  const sign = direction === 'ascending' ? 1 : -1;
  return rows.toSorted((one, other) => {
    const [a, b] = [valueOf(one, by), valueOf(other, by)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return sign * compare(a, b);
  });
}
