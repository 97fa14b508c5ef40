import type { ProvinceCode } from '@reassign/shared/accounts/provinces.ts';

/** A province as a tile: where it lies (columns from the west, rows from the north), and its short name. */
export interface ProvinceTile {
  readonly code: ProvinceCode;
  readonly sign: string;
  readonly column: number;
  readonly row: number;
}

/*
 * Every province as large as every other: a small one with many lots is seen, an empty large one does not speak loudest,
 * and no border is drawn. `·` is empty.
 */
const rows = [
  '· · · · · · · · · 黑',
  '· · · · · · 蒙 · · 吉',
  '· 新 · 甘 宁 晋 冀 京 辽 ·',
  '· · 青 · 陕 豫 鲁 津 · ·',
  '· 藏 · 川 渝 鄂 皖 苏 沪 ·',
  '· · · · 贵 湘 赣 浙 · ·',
  '· · · 云 桂 粤 闽 · 台 ·',
  '· · · · 琼 澳 港 · · ·',
] as const;

/** The sign on a car's plate, as everybody knows it. */
const signs: Readonly<Record<ProvinceCode, string>> = {
  '11': '京',
  '12': '津',
  '13': '冀',
  '14': '晋',
  '15': '蒙',
  '21': '辽',
  '22': '吉',
  '23': '黑',
  '31': '沪',
  '32': '苏',
  '33': '浙',
  '34': '皖',
  '35': '闽',
  '36': '赣',
  '37': '鲁',
  '41': '豫',
  '42': '鄂',
  '43': '湘',
  '44': '粤',
  '45': '桂',
  '46': '琼',
  '50': '渝',
  '51': '川',
  '52': '贵',
  '53': '云',
  '54': '藏',
  '61': '陕',
  '62': '甘',
  '63': '青',
  '64': '宁',
  '65': '新',
  '71': '台',
  '81': '港',
  '82': '澳',
};

export const COLUMNS = 10;

export const provinceTiles: readonly ProvinceTile[] = rows.flatMap((line, row) =>
  line.split(' ').flatMap((sign, column) => {
    const code = (Object.keys(signs) as ProvinceCode[]).find((one) => signs[one] === sign);
    return code === undefined ? [] : [{ code, sign, column: column + 1, row: row + 1 }];
  }),
);

/** How dark a tile is, from 0 (nothing) to 4 (the most): by ratio to the largest count. */
export function shadeOf(count: number, largest: number): 0 | 1 | 2 | 3 | 4 {
  if (count === 0 || largest === 0) return 0;
  return Math.max(1, Math.ceil((4 * count) / largest)) as 1 | 2 | 3 | 4;
}
