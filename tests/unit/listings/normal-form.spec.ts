import { describe, expect, it } from 'vitest';
import type { ProblemFault } from '@reassign/shared/kernel/problems.ts';
import { rightSchema, type RightView } from '@reassign/shared/listings/api.ts';
import { normaliseRight } from '@reassign/shared/listings/normal-form.ts';
import { importRegistryFile } from '../../../server/listings/import/registry-file.ts';
import { sample, haveSamples, noSamples, sampleNames } from '../../support/samples.ts';

const owners = [{ name: '山西晋创电池有限公司' }];

const patent = (change: object): RightView => ({
  type: 'patent',
  kind: 'invention',
  jurisdiction: 'CN',
  title: '一种电池',
  owners,
  ipc: [],
  ...change,
});
const mark = (change: object): RightView => ({
  type: 'trademark',
  jurisdiction: 'CN',
  registrationNumber: '12345678',
  title: '晋创',
  owners,
  niceClass: 9,
  niceEdition: 'NCL 13-2026',
  goods: '电池',
  ...change,
});
const work = (change: object): RightView => ({
  type: 'copyright',
  jurisdiction: 'CN',
  work: 'software',
  registrationNumber: '2014SR001852',
  title: '电池管理软件',
  owners,
  ...change,
});

function normal(right: RightView) {
  const faults: ProblemFault[] = [];
  const read = normaliseRight(right, '/rights/0', faults);
  return { number: read?.number, faults: faults.map(({ pointer, reason }) => [pointer, reason]) };
}

describe('a right in its normal form', () => {
  it.each([
    ['a Chinese application', patent({ applicationNumber: 'ZL 2021 1 0991218.8' }), '202110991218.8'],
    ['a US application', patent({ jurisdiction: 'US', applicationNumber: '13648029' }), '13/648029'],
    [
      'a European application',
      patent({ jurisdiction: 'EP', applicationNumber: 'EP 21741385.5' }),
      '21741385.5',
    ],
    [
      'an international application',
      patent({ jurisdiction: 'WO', applicationNumber: 'PCT/CN2021/123456' }),
      'PCT/CN2021/123456',
    ],
    [
      'a publication where no application is known',
      patent({ jurisdiction: 'US', publicationNumber: 'US 8,930,553 B2' }),
      'US8930553B2',
    ],
    ['a mark', mark({ registrationNumber: '第12345678号' }), '12345678'],
    ['software', work({ registrationNumber: '2014sr001852' }), '2014SR001852'],
  ])('%s', (_what, right, number) => {
    expect(normal(right)).toEqual({ number, faults: [] });
  });

  it.each([
    ['no number at all', patent({}), [['/rights/0/applicationNumber', 'empty']]],
    [
      'a wrong check digit',
      patent({ applicationNumber: '202110991218.7' }),
      [['/rights/0/applicationNumber', 'wrong-check']],
    ],
    [
      'a kind that the number contradicts',
      patent({ kind: 'design', applicationNumber: '202110991218.8' }),
      [['/rights/0/kind', 'wrong-kind']],
    ],
    [
      'a publication of another office',
      patent({ applicationNumber: '202110991218.8', publicationNumber: 'US 8,930,553 B2' }),
      [['/rights/0/publicationNumber', 'wrong-office']],
    ],
    [
      'an edition that never was',
      mark({ niceEdition: 'NCL 99' }),
      [['/rights/0/niceEdition', 'unknown-edition']],
    ],
    ['a work under a number of software', work({ work: 'work' }), [['/rights/0/work', 'wrong-kind']]],
    [
      'a wrong credit code of an owner',
      mark({ owners: [...owners, { name: 'b', creditCode: '91140100MA0K00013X' }] }),
      [['/rights/0/owners/1/creditCode', 'wrong-check']],
    ],
  ])('%s: refused where it stands', (_what, right, faults) => {
    expect(normal(right)).toEqual({ number: undefined, faults });
  });
});

const samples = ['cn', 'us-grant'].flatMap((family) =>
  sampleNames(family).map((name) => [family, name] as const),
);

describe('what an import reads is taken as it is', () => {
  it('finds the samples', ({ skip }) => {
    skip(!haveSamples, noSamples);
    expect(samples.length).toBeGreaterThan(0);
  });

  it.each(samples)('%s/%s', (family, name) => {
    const report = importRegistryFile(sample(family, name), name);
    expect(report.ok).toBe(true);
    const rights = report.ok ? report.value.rights : [];
    expect(rights.length).toBeGreaterThan(0);
    for (const { right } of rights) {
      const wire = rightSchema.parse(right);
      const faults: ProblemFault[] = [];
      expect(normaliseRight(wire, '', faults)?.right).toEqual(wire);
      expect(faults).toEqual([]);
    }
  });
});
