import { readCnApplication } from '@reassign/shared/listings/identifiers/cn-application.ts';
import type { DemoAsset } from './asset.ts';

/** The same fiction under other numbers, so that a right is never sold twice. */
export function renumber(asset: DemoAsset, batch: number): DemoAsset {
  if (batch === 0) return asset;
  const besides = asset.besides?.map(({ right, appraisedWan }) => ({
    right: renumberedRight(right, batch),
    appraisedWan,
  }));
  return { ...asset, right: renumberedRight(asset.right, batch), ...(besides && { besides }) };
}

function renumberedRight(right: DemoAsset['right'], batch: number): DemoAsset['right'] {
  switch (right.type) {
    case 'patent': {
      const { applicationNumber, publicationNumber, ...rest } = right;
      return {
        ...rest,
        ...(applicationNumber && {
          applicationNumber: withCheck(raise(applicationNumber.slice(0, -2), batch)),
        }),
        ...(publicationNumber && { publicationNumber: raise(publicationNumber, batch) }),
      };
    }
    case 'trademark':
    case 'copyright':
      return { ...right, registrationNumber: raise(right.registrationNumber, batch) };
  }
}

/** No two numbers of the demo lie a multiple of this apart, until the four digits run over. */
const APART = 16;

/** Adds to the last run of digits, which is always long enough. */
const raise = (number: string, batch: number): string =>
  number.replace(/(\d{4})(\D*)$/, (_, digits: string, rest: string) => {
    const raised = (Number(digits) + batch * APART) % 10_000;
    return String(raised).padStart(4, '0') + rest;
  });

/** The number with its check character: a wrong one is answered with the right number. */
export function withCheck(number: string): string {
  const [zero, one] = [readCnApplication(`${number}.0`), readCnApplication(`${number}.1`)];
  if (zero.ok) return `${number}.0`;
  return one.ok ? `${number}.1` : (zero.fault.expected?.whole ?? number);
}
