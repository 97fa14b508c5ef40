import { describe, expect, it } from 'vitest';
import { createImporter } from '../../../server/listings/importer.ts';
import { realPacing, type Pacing } from '../../../server/platform/pacing.ts';

/** Time is up as soon as somebody waits for it. */
const hurried = (): { pacing: Pacing; asked: number[] } => {
  const asked: number[] = [];
  const after: Pacing['after'] = (ms, run) => {
    asked.push(ms);
    queueMicrotask(run);
    return { cancel: () => undefined };
  };
  return { asked, pacing: { ...realPacing, after } };
};

const file = Buffer.from('number,price\r\n1,2');
const tooSlow = { ok: false, problem: { code: 'takes-too-long', status: 422 } };

describe('the importer', () => {
  it('stops reading a file after thirty seconds, and then reads the next', async () => {
    const { pacing, asked } = hurried();
    const importer = createImporter(pacing);
    for (let turn = 0; turn < 3; turn++) expect(await importer.read(file, 'a.csv')).toMatchObject(tooSlow);
    expect(asked).toEqual([30_000, 30_000, 30_000]);
  });

  it('waits no longer than a file takes', async () => {
    const answer = await createImporter(realPacing).read(file, 'a.csv');
    expect(answer).toMatchObject({ ok: false, problem: { code: 'bad-header' } });
  });
});
