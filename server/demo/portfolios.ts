import type { RightView } from '@reassign/shared/listings/api.ts';
import type { DemoAsset } from './asset.ts';

/*
 * Lots of more than one right, sold whole: a recipe with its mark, a mark with the software of its works. The price is allocated by
 * the appraisals. Numbers are as far from those of the other assets as `renumber` needs.
 */

const mark: Extract<RightView, { type: 'trademark' }> = {
  type: 'trademark',
  jurisdiction: 'CN',
  owners: [],
  niceEdition: 'NCL 13-2026',
  registrationNumber: '99000323',
  title: '酒都硅韵',
  niceClass: 9,
  goods: '蓄电池；太阳能电池；电池充电器',
  registeredOn: '2021-08-07',
  expiresOn: '2031-08-06',
};

const software: Extract<RightView, { type: 'copyright' }> = {
  type: 'copyright',
  jurisdiction: 'CN',
  owners: [],
  work: 'software',
  registrationNumber: '2022SR9900414',
  title: '黄芪炮制工艺管控软件 V2.2',
  publishedOn: '2021-05-18',
  registeredOn: '2022-04-09',
};

/** By the title of the first right. */
const besides: Readonly<Record<string, NonNullable<DemoAsset['besides']>>> = {
  锂离子电池硅碳负极材料及其制备方法: [{ right: mark, appraisedWan: 110 }],
  晋芪源: [{ right: software, appraisedWan: 65 }],
};

/** The asset with what is sold together with it, of the same owners. */
export function bundled(asset: DemoAsset): DemoAsset {
  const others = besides[asset.right.title];
  if (others === undefined) return asset;
  const { owners } = asset.right;
  return {
    ...asset,
    besides: others.map(({ right, appraisedWan }) => ({ right: { ...right, owners }, appraisedWan })),
  };
}
