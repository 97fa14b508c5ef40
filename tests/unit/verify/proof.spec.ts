import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { append, emptyFrontier, root, rootOf } from '@reassign/shared/verify/merkle.ts';
import { isConsistent, isIncluded } from '@reassign/shared/verify/proof.ts';
import { ProofTree } from '@reassign/shared/verify/tree.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** The eight leaves and the roots, paths and proofs of Certificate Transparency's own tests (merkle_tree_test). */
const leaves = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((leaf) => Uint8Array.from(Buffer.from(leaf, 'hex')));
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const node = {
  leaf0: '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  leaf1: '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
  leaf4: 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
  from0to1: 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  from2to3: '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
  from0to3: 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  from4to5: '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
  from6to7: 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
  from4to7: '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
};

describe('roots (RFC 6962 §2.1)', () => {
  it('of nothing is the hash of nothing', () => {
    expect(hex(rootOf([]))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });
  it.each(roots.map((expected, index) => [index + 1, expected] as const))(
    'of the first %i leaves',
    (size, expected) => {
      expect(hex(rootOf(leaves.slice(0, size)))).toBe(expected);
    },
  );
  it('grow leaf by leaf to the same', () => {
    let frontier = emptyFrontier;
    for (const [index, leaf] of leaves.entries()) {
      frontier = append(frontier, leaf);
      expect(hex(root(frontier))).toBe(roots[index]);
    }
  });
});

describe('inclusion', () => {
  it.each([
    [0, 1, []],
    [0, 8, [node.leaf1, node.from2to3, node.from4to7]],
    [5, 8, [node.leaf4, node.from6to7, node.from0to3]],
    [2, 3, [node.from0to1]],
    [1, 5, [node.leaf0, node.from2to3, node.leaf4]],
  ])('of leaf %i in a tree of %i', (index, size, expected) => {
    const tree = leaves.slice(0, size);
    const proof = new ProofTree(leaves).inclusion(index, size);
    expect(proof.map(hex)).toEqual(expected);
    const leaf = tree[index] ?? new Uint8Array();
    expect(isIncluded({ index, size, leaf, root: rootOf(tree), proof })).toBe(true);
  });
});

describe('consistency', () => {
  it.each([
    [1, 1, []],
    [1, 8, [node.leaf1, node.from2to3, node.from4to7]],
    [6, 8, [node.from4to5, node.from6to7, node.from0to3]],
    [2, 5, [node.from2to3, node.leaf4]],
  ])('of size %i with size %i', (from, to, expected) => {
    const proof = new ProofTree(leaves).consistency(from, to);
    expect(proof.map(hex)).toEqual(expected);
    const fromRoot = rootOf(leaves.slice(0, from));
    expect(isConsistent({ from, to, fromRoot, toRoot: rootOf(leaves.slice(0, to)), proof })).toBe(true);
  });
});

const tree = fc
  .integer({ min: 1, max: 70 })
  .map((size) => Array.from({ length: size }, (_, index) => new TextEncoder().encode(`entry ${index}`)));
const wrong = new Uint8Array(32);
const largerThan = (list: readonly Uint8Array[], more: number) =>
  new ProofTree([...list, ...Array.from({ length: more }, () => wrong)]);

describe('for trees of any size', () => {
  it('every leaf is included, and nothing else passes for it', () => {
    fc.assert(
      fc.property(tree, fc.nat(), fc.nat(), fc.nat(40), (list, pick, other, more) => {
        const size = list.length;
        const index = pick % size;
        const leaf = list[index] ?? wrong;
        const proof = largerThan(list, more).inclusion(index, size);
        const whole = { index, size, leaf, root: rootOf(list), proof };
        expect(isIncluded(whole)).toBe(true);
        expect(isIncluded({ ...whole, leaf: wrong })).toBe(false);
        expect(isIncluded({ ...whole, root: wrong })).toBe(false);
        expect(isIncluded({ ...whole, proof: [...whole.proof, wrong] })).toBe(false);
        expect(isIncluded({ ...whole, index: size })).toBe(false);
        if (size > 1) expect(isIncluded({ ...whole, proof: whole.proof.slice(1) })).toBe(false);
        const elsewhere = other % size;
        if (elsewhere !== index) expect(isIncluded({ ...whole, index: elsewhere })).toBe(false);
      }),
    );
  });
  it('every root is that of the frontier, also of a size that has passed', () => {
    fc.assert(
      fc.property(tree, fc.nat(40), (list, more) => {
        expect(hex(largerThan(list, more).root(list.length))).toBe(hex(rootOf(list)));
      }),
    );
    expect(hex(new ProofTree().root())).toBe(hex(rootOf([])));
  });
  it('every earlier size is consistent, and no other history is', () => {
    fc.assert(
      fc.property(tree, fc.nat(), fc.nat(40), (list, pick, more) => {
        const to = list.length;
        const from = (pick % to) + 1;
        const fromRoot = rootOf(list.slice(0, from));
        const proof = largerThan(list, more).consistency(from, to);
        const whole = { from, to, fromRoot, toRoot: rootOf(list), proof };
        expect(isConsistent(whole)).toBe(true);
        expect(isConsistent({ ...whole, fromRoot: wrong })).toBe(false);
        expect(isConsistent({ ...whole, toRoot: wrong })).toBe(false);
        expect(isConsistent({ ...whole, proof: [...whole.proof, wrong] })).toBe(false);
        expect(isConsistent({ ...whole, from: 0 })).toBe(false);
        if (from < to) expect(isConsistent({ ...whole, proof: whole.proof.slice(1) })).toBe(false);
      }),
    );
  });
});
