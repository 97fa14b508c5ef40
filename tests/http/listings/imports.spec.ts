import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseView, ImportView } from '@reassign/shared/listings/api.ts';
import { type BankDesk, openBankDesk, yes } from '../../support/bank-desk.ts';
import type { Answer, Browser } from '../../support/browser.ts';
import { caseInput, cnNumber } from '../../support/listings.ts';

let desk: BankDesk;
let kept: number;

const count = async (): Promise<number> => {
  const [row] = await desk.server.admin.sql<
    [{ count: number }]
  >`select count(*)::int as count from case_right`;
  return row.count;
};

beforeAll(async () => {
  desk = await openBankDesk();
  await desk.readyCase();
  kept = await count();
});
afterAll(() => desk.server.close());

const BOUNDARY = 'reassign-boundary';
const headers = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` };

/** One file as a browser's form sends it. */
const form = (file: string | Buffer, field = 'file', name = 'rights.csv'): Buffer =>
  Buffer.concat([
    Buffer.from(`--${BOUNDARY}\r\ncontent-disposition: form-data; name="${field}"; filename="${name}"\r\n`),
    Buffer.from('content-type: application/octet-stream\r\n\r\n'),
    Buffer.from(file),
    Buffer.from(`\r\n--${BOUNDARY}--\r\n`),
  ]);

const upload = (payload: Buffer, browser: Browser = desk.maker): Promise<Answer> =>
  browser.send('POST', '/api/v1/imports', payload, { headers });

/** Nothing is stored, and the next file is read. */
async function expectUnharmed(): Promise<void> {
  expect(await count()).toBe(kept);
  expect((await upload(form(await template()))).status).toBe(200);
}

async function template(...rows: string[]): Promise<string> {
  const response = await desk.server.app.inject({
    url: '/api/v1/imports/template',
    headers: { cookie: desk.maker.cookie },
  });
  expect(response.headers['content-type']).toBe('text/csv; charset=utf-8');
  return [response.body.trimEnd(), ...rows].join('\r\n');
}

const row = (number: string, owner = '山西晋创电池有限公司'): string =>
  `发明,CN,${number},,,一种电池,${owner},91140100MA0K00072H,,2021-08-26,2023-05-09,,H01M 50/403,,,,,,,,,`;

describe('an import', () => {
  it('says what the file holds, stores nothing, and its rights go into a case', async () => {
    const number = cnNumber(9_001);
    const answer = await upload(form(await template(row(number))));
    expect(answer).toMatchObject({
      status: 200,
      body: {
        format: 'csv-template',
        faults: [],
        rights: [{ row: 2, right: { applicationNumber: number } }],
      },
    });
    expect(await count()).toBe(kept);
    const { rights } = answer.body as unknown as ImportView;
    const { id } = await yes<CaseView>(desk.maker.post('/api/v1/cases', caseInput()));
    const body = { rights: rights.map(({ right }) => right) };
    const view = await yes<CaseView>(desk.maker.post(`/api/v1/cases/${id}/rights`, body));
    expect(view.rights).toHaveLength(1);
    kept = await count();
  });

  it('names the row, the column and the right number of a wrong one', async () => {
    const number = cnNumber(9_002);
    const wrong = number.slice(0, -1) + (number.endsWith('1') ? '2' : '1');
    expect(await upload(form(await template(row(cnNumber(9_003)), row(wrong))))).toMatchObject({
      status: 200,
      body: {
        rights: [{ row: 2 }],
        faults: [{ row: 3, column: 'application_no', reason: 'wrong-check', suggestion: number }],
      },
    });
  });
});

describe('a file that is not taken', () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE us-patent-grant [<!ENTITY a "${'x'.repeat(1_000)}">
    ${Array.from({ length: 9 }, (_, level) => `<!ENTITY ${'bcdefghij'.charAt(level)} "${`&${'abcdefghi'.charAt(level)};`.repeat(10)}">`).join('')}]>
    <us-patent-grant>&j;</us-patent-grant>`;
  const reader =
    '<!DOCTYPE us-patent-grant [<!ENTITY f SYSTEM "file:///etc/passwd">]><us-patent-grant>&f;</us-patent-grant>';

  it.each([
    ['a bomb of entities', bomb, 422, 'unsafe-xml'],
    ['an external entity', reader, 422, 'unsafe-xml'],
    ['an unknown XML shape', '<?xml version="1.0"?><rights/>', 422, 'unknown-format'],
    ['an archive', Buffer.from('PK\u0003\u0004'), 422, 'unknown-format'],
    ['a wrong header', '﻿what,ever\r\n1,2\r\n', 422, 'bad-header'],
    [
      'mixed encodings',
      Buffer.concat([Buffer.from('asset_type,专利'), Buffer.from([0xff, 0xfe, 0x81])]),
      422,
      'bad-encoding',
    ],
    ['nothing', '', 422, 'bad-header'],
  ])('%s', async (_what, file, status, code) => {
    expect(await upload(form(file))).toMatchObject({ status, body: { code } });
    await expectUnharmed();
  });

  it('of 50 MB, and one of a byte too many, while 20 MiB are read', async () => {
    const limit = 20 * 1_024 * 1_024;
    const file = (size: number): Buffer => form(Buffer.from('<rights/>'.padEnd(size)));
    expect(await upload(file(50_000_000))).toMatchObject({
      status: 413,
      body: { code: 'too-large' },
    });
    expect(await upload(file(limit + 1))).toMatchObject({ status: 413 });
    expect(await upload(file(limit))).toMatchObject({ status: 422, body: { code: 'unknown-format' } });
    await expectUnharmed();
  });

  it('under another name, beside a field, cut off, or not a form at all', async () => {
    expect(await upload(form('a', 'other'))).toMatchObject({ status: 400, body: { code: 'malformed' } });
    const field = Buffer.from(`--${BOUNDARY}\r\ncontent-disposition: form-data; name="bank"\r\n\r\nx\r\n`);
    expect((await upload(Buffer.concat([field, form('a')]))).status).toBeOneOf([400, 413]);
    expect((await upload(form('asset_type').subarray(0, -30))).status).toBe(400);
    expect(await desk.maker.post('/api/v1/imports', { file: 'x' })).toMatchObject({ status: 415 });
    await expectUnharmed();
  });

  it('from somebody who may not: refused before it is read', async () => {
    expect(await upload(form('x'), desk.agency)).toMatchObject({ status: 403 });
    expect(await upload(form('x'), desk.checker)).toMatchObject({ status: 403 });
    expect(await upload(form('x'), desk.server.browser())).toMatchObject({ status: 401 });
  });
});
