import type { RightView } from '@reassign/shared/listings/api.ts';

/** A pledged right of the demo, and what it is worth. */
export interface DemoAsset {
  readonly debtor: { readonly name: string; readonly creditCode: string };
  readonly right: RightView;
  /** Appraised value in units of ten thousand yuan (万元). */
  readonly appraisedWan: number;
  /** What is sold together with it. */
  readonly besides?: readonly Pick<DemoAsset, 'right' | 'appraisedWan'>[];
}
