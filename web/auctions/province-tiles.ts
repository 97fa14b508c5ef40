import type { ProvinceCode } from '@reassign/shared/accounts/provinces.ts';
import type { Language } from '@reassign/shared/i18n/messages.ts';

/** A province as a tile: where it lies (columns from the west, rows from the north), and its short name. */
export interface ProvinceTile {
  readonly code: ProvinceCode;
  readonly sign: Readonly<Record<Language, string>>;
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

/** The sign on a car's plate, as everybody knows it; in English the letters of ISO 3166-2. */
const signs: Readonly<Record<ProvinceCode, Readonly<Record<Language, string>>>> = {
  '11': { zh: '京', en: 'BJ' },
  '12': { zh: '津', en: 'TJ' },
  '13': { zh: '冀', en: 'HE' },
  '14': { zh: '晋', en: 'SX' },
  '15': { zh: '蒙', en: 'NM' },
  '21': { zh: '辽', en: 'LN' },
  '22': { zh: '吉', en: 'JL' },
  '23': { zh: '黑', en: 'HL' },
  '31': { zh: '沪', en: 'SH' },
  '32': { zh: '苏', en: 'JS' },
  '33': { zh: '浙', en: 'ZJ' },
  '34': { zh: '皖', en: 'AH' },
  '35': { zh: '闽', en: 'FJ' },
  '36': { zh: '赣', en: 'JX' },
  '37': { zh: '鲁', en: 'SD' },
  '41': { zh: '豫', en: 'HA' },
  '42': { zh: '鄂', en: 'HB' },
  '43': { zh: '湘', en: 'HN' },
  '44': { zh: '粤', en: 'GD' },
  '45': { zh: '桂', en: 'GX' },
  '46': { zh: '琼', en: 'HI' },
  '50': { zh: '渝', en: 'CQ' },
  '51': { zh: '川', en: 'SC' },
  '52': { zh: '贵', en: 'GZ' },
  '53': { zh: '云', en: 'YN' },
  '54': { zh: '藏', en: 'XZ' },
  '61': { zh: '陕', en: 'SN' },
  '62': { zh: '甘', en: 'GS' },
  '63': { zh: '青', en: 'QH' },
  '64': { zh: '宁', en: 'NX' },
  '65': { zh: '新', en: 'XJ' },
  '71': { zh: '台', en: 'TW' },
  '81': { zh: '港', en: 'HK' },
  '82': { zh: '澳', en: 'MO' },
};

export const COLUMNS = 10;

export const provinceTiles: readonly ProvinceTile[] = rows.flatMap((line, row) =>
  line.split(' ').flatMap((sign, column) => {
    const code = (Object.keys(signs) as ProvinceCode[]).find((one) => signs[one].zh === sign);
    return code === undefined ? [] : [{ code, sign: signs[code], column: column + 1, row: row + 1 }];
  }),
);

/** How dark a tile is, from 0 (nothing) to 4 (the most): by ratio to the largest count. */
export function shadeOf(count: number, largest: number): 0 | 1 | 2 | 3 | 4 {
  if (count === 0 || largest === 0) return 0;
  return Math.max(1, Math.ceil((4 * count) / largest)) as 1 | 2 | 3 | 4;
}
