import { readFileSync } from 'node:fs';
import { type TemplateColumn, templateColumns } from '@reassign/shared/listings/import.ts';

/** A hand-written file in the shape of a register, all names in it fictional. */
export const registryFile = (name: string): Uint8Array =>
  readFileSync(new URL(`fixtures/registry/${name}`, import.meta.url));

export const registryText = (name: string): string => new TextDecoder().decode(registryFile(name));

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** `中文` in GB18030; Node can read the encoding but not write it, so we look every character up. */
export function gb18030(text: string): Uint8Array {
  return Uint8Array.from(
    [...text].flatMap((character) => gbBytes.get(character) ?? [character.charCodeAt(0)]),
  );
}

const gbBytes: ReadonlyMap<string, readonly [number, number]> = new Map(
  (() => {
    const decoder = new TextDecoder('gb18030');
    const trails = Array.from({ length: 0xfe - 0x40 + 1 }, (_, index) => 0x40 + index);
    const leads = Array.from({ length: 0xfe - 0x81 + 1 }, (_, index) => 0x81 + index);
    return leads.flatMap((lead) =>
      trails
        .filter((trail) => trail !== 0x7f)
        .map((trail) => [decoder.decode(Uint8Array.of(lead, trail)), [lead, trail] as const] as const),
    );
  })(),
);

const fullRow: Partial<Record<TemplateColumn, string>> = {
  asset_type: 'invention',
  jurisdiction: 'CN',
  application_no: '202110991218.8',
  title: '一种虚构的方法',
  owner: '晋城虚构科技有限公司',
  filing_date: '2021-08-26',
};

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

/** A filled-in template whose rows differ from a sound one only in the given cells. */
export const templateWith = (...rows: Partial<Record<TemplateColumn, string>>[]): string =>
  [
    templateColumns.join(','),
    ...rows.map((row) =>
      templateColumns.map((column) => quoted(row[column] ?? fullRow[column] ?? '')).join(','),
    ),
  ].join('\r\n');
