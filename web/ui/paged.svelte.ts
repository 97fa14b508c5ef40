export interface PageOf<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** A list that grows by a page when somebody asks for more. */
export class Paged<Item> {
  items: readonly Item[] = $state.raw([]);
  nextCursor: string | null = $state(null);

  constructor(first: PageOf<Item>) {
    this.items = first.items;
    this.nextCursor = first.nextCursor;
  }

  add({ items, nextCursor }: PageOf<Item>): void {
    this.items = [...this.items, ...items];
    this.nextCursor = nextCursor;
  }
}
