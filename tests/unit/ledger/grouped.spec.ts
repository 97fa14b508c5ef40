import { describe, expect, it } from 'vitest';
import { grouped } from '../../../server/ledger/grouped.ts';

/** A write that ends when it is told to; what it was given, in order. */
function recorder() {
  const writes: { readonly group: readonly number[]; readonly end: () => void }[] = [];
  const send = grouped(async (group: readonly number[]) => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    writes.push({
      group,
      end: () => {
        resolve(undefined);
      },
    });
    await promise;
    if (group.includes(13)) throw new Error('thirteen');
    return group.map((work) => work * 10);
  });
  return { writes, send, groups: () => writes.map(({ group }) => group) };
}

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};

describe('What arrives', () => {
  it('in one turn is written together, and answered in its order', async () => {
    const { writes, send, groups } = recorder();
    const answers = Promise.all([1, 2, 3].map(send));
    await turns();
    expect(groups()).toEqual([[1, 2, 3]]);
    writes[0]?.end();
    expect(await answers).toEqual([10, 20, 30]);
  });

  it('while two writes are on their way waits, and then goes together', async () => {
    const { writes, send, groups } = recorder();
    for (const work of [1, 2, 3, 4]) {
      void send(work);
      await turns();
    }
    expect(groups()).toEqual([[1], [2]]);
    writes[0]?.end();
    await turns();
    expect(groups()).toEqual([[1], [2], [3, 4]]);
  });

  it('in a crowd is written two hundred at a time', async () => {
    const { writes, send, groups } = recorder();
    const answers = Promise.all(Array.from({ length: 450 }, (_, nth) => send(nth + 100)));
    for (let nth = 0; nth < 3; nth++) {
      await turns();
      writes[nth]?.end();
    }
    expect((await answers).length).toBe(450);
    expect(groups().map(({ length }) => length)).toEqual([200, 200, 50]);
  });

  it('with something that cannot be written is written one by one: that alone fails', async () => {
    const { writes, send, groups } = recorder();
    const answers = Promise.allSettled([1, 13, 2].map(send));
    for (let nth = 0; nth < 4; nth++) {
      await turns();
      writes[nth]?.end();
    }
    expect((await answers).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(groups()).toEqual([[1, 13, 2], [1], [13], [2]]);
  });
});
