import type { Call } from './api-scene.ts';

const BOUNDARY = 'boundary-of-the-test';

/** The file field of a form, as a browser sends it. */
export const upload = (file: string | Buffer, field = 'file'): Pick<Call, 'body' | 'headers'> => ({
  headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
  body: Buffer.concat([
    Buffer.from(
      `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${field}"; filename="rights.csv"\r\n` +
        'content-type: text/csv\r\n\r\n',
    ),
    Buffer.from(file),
    Buffer.from(`\r\n--${BOUNDARY}--\r\n`),
  ]),
});
