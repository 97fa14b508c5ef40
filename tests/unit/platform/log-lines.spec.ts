import { expect, it } from 'vitest';
import { logOptions } from '../../../server/platform/telemetry.ts';

const address = 'planted-address@nowhere.example';
const reply = `550 5.1.1 <${address}>: no such user\n    at ${address}`;

/** As the mail client makes it: the server's reply, which names the recipient, stands also in the message. */
const refused = (): Error =>
  Object.assign(new Error(`Can't send mail - all recipients were rejected: ${reply}`), {
    code: 'EENVELOPE',
    response: reply,
    responseCode: 550,
    command: 'RCPT TO',
    rejected: [address],
  });

it('what a statement was given is not logged, whatever lines it is made of', () => {
  const error = new Error(`Failed query: select $1\nparams: x\n    at ${address}`);
  const line = JSON.stringify(
    logOptions('info').serializers?.['err']?.(Object.assign(error, { query: '' }) as never),
  );
  expect(line).not.toContain(address);
  expect(line).toContain('log-lines.spec.ts');
});

it.each([
  ['itself', refused],
  ['as a cause', () => new Error('a mail was not sent', { cause: refused() })],
])('what a mail server answered, %s, is logged without what it said', (_where, error) => {
  const line = JSON.stringify(logOptions('info').serializers?.['err']?.(error() as never));
  expect(line).not.toContain(address);
  for (const kept of ['"code":"EENVELOPE"', '"responseCode":550', '"command":"RCPT TO"'])
    expect(line).toContain(kept);
});
