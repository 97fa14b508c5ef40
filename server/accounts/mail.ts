import { createHash, randomBytes } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { assert } from '@reassign/shared/kernel/assert.ts';
import type { UserId } from '@reassign/shared/kernel/ids.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import { uuidv7 } from '@reassign/shared/kernel/uuid.ts';
import type { Clock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import type { Db } from '../platform/db.ts';
import { type DueEffect, enqueue } from '../platform/outbox.ts';
import { emailOf, insertMail } from './repo.ts';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** The port to the world: a mail server, or the local mailbox. Rejects when the mail was not taken over. */
export interface Mailer {
  /** `id` is the same when it is tried again. */
  send(id: string, mail: Mail): Promise<void>;
}

export interface MailDeps {
  readonly config: Pick<Config, 'smtpUrl' | 'publicUrl'>;
  readonly db: Db;
  readonly clock: Pick<Clock, 'now'>;
}

const TOPIC = 'accounts-mail';

/** A letter of another module, to somebody it knows by id. */
export interface Letter {
  /** What it is about, and since when: the same of both again is the same letter. */
  readonly about: string;
  readonly at: Instant;
  readonly subject: string;
  readonly text: string;
}

/** Mail leaves by the outbox: what was promised is sent after a crash too. */
export function createPost(deps: MailDeps) {
  const mailer = createMailer(deps);
  const put = (db: Db, id: string, mail: Mail): Promise<void> =>
    enqueue(db, { id, topic: TOPIC, payload: { ...mail } }, deps.clock.now());
  return {
    post: (mail: Mail): Promise<void> => put(deps.db, uuidv7(deps.clock.now(), randomBytes(10)), mail),
    letters: {
      /** In the caller's transaction. Whoever is no longer known gets none. */
      async write(tx: Db, to: UserId, { about, at, ...letter }: Letter): Promise<void> {
        const address = await emailOf(tx, to);
        const nth = createHash('sha256').update(about).digest().subarray(0, 10);
        if (address !== null) await put(tx, uuidv7(at, nth), { to: address, ...letter });
      },
    },
    effects: {
      [TOPIC]: async ({ id, payload: { to, subject, text } }: DueEffect): Promise<void> => {
        assert(typeof to === 'string' && typeof subject === 'string' && typeof text === 'string', 'a mail');
        await mailer.send(id, { to, subject, text });
      },
    },
  };
}

function createMailer({ config, db, clock }: MailDeps): Mailer {
  if (config.smtpUrl !== null) return smtpMailer(config.smtpUrl, config.publicUrl);
  return {
    send: (id, { to, subject, text }) =>
      insertMail(db, { id, recipient: to, subject, body: text, at: clock.now() }),
  };
}

function smtpMailer(url: string, publicUrl: string): Mailer {
  const transport = createTransport(url);
  const { hostname } = new URL(publicUrl);
  const from = { name: '质转 Reassign', address: `no-reply@${hostname}` };
  return {
    send: async (id, { to, subject, text }) => {
      // The same id again: a mail server that took it twice, or a reader, can see that it is one.
      await transport.sendMail({ messageId: `<${id}@${hostname}>`, from, to, subject, text });
    },
  };
}

export interface AccountMail {
  confirmEmail(to: string, token: string): Promise<void>;
  alreadyRegistered(to: string): Promise<void>;
  resetPassword(to: string, token: string): Promise<void>;
  invitation(
    to: string,
    invitation: { readonly id: string; readonly organisation: string; readonly inviter: string },
  ): Promise<void>;
}

/** The letters of this module, Chinese first and English below: nobody knows yet which the reader wants. */
export function createAccountMail(publicUrl: string, post: (mail: Mail) => Promise<void>): AccountMail {
  const link = (path: string, token: string): string => `${publicUrl}${path}${encodeURIComponent(token)}`;
  const letter = (
    to: string,
    subject: string,
    zh: string,
    en: string,
    path: string,
    token: string,
  ): Promise<void> =>
    post({
      to,
      subject,
      text: [zh, link(path, token), en, link(`/en${path}`, token)].join('\n\n'),
    });

  return {
    confirmEmail: (to, token) =>
      letter(
        to,
        '确认您的邮箱 · Confirm your address',
        '请打开以下链接，确认您在质转（Reassign）注册的邮箱。链接 24 小时内有效。如非本人操作，请忽略本邮件。',
        'Open the link to confirm the address you signed up with at Reassign. It works for 24 hours. If this was not you, ignore this mail.',
        '/confirm-email?token=',
        token,
      ),
    alreadyRegistered: (to) =>
      letter(
        to,
        '您已注册 · You already have an account',
        '有人用此邮箱在质转（Reassign）重新注册。您的账户没有变化。如果忘记密码，可在此重设：',
        'Someone signed up at Reassign with this address. Your account has not changed. If you forgot the password, reset it here:',
        '/forgot-password',
        '',
      ),
    resetPassword: (to, token) =>
      letter(
        to,
        '重设密码 · Reset your password',
        '请打开以下链接，设置新密码。链接 30 分钟内有效，只能使用一次。如非本人操作，请忽略本邮件。',
        'Open the link to set a new password. It works once, for 30 minutes. If this was not you, ignore this mail.',
        '/reset-password?token=',
        token,
      ),
    invitation: (to, { id, organisation, inviter }) =>
      letter(
        to,
        `${organisation} 邀请您加入质转 · Invitation to Reassign`,
        `${inviter} 邀请您加入「${organisation}」。请用本邮箱登录或注册后接受邀请。邀请 7 天内有效。`,
        `${inviter} invites you to join “${organisation}”. Sign in or sign up with this address, then accept. The invitation is valid for 7 days.`,
        '/invitations/',
        id,
      ),
  };
}
