import { randomBytes } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { uuidv7 } from '@reassign/shared/kernel/ids.ts';
import type { Clock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import type { Db } from '../platform/db.ts';
import { insertMail } from './repo.ts';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** The port to the world: a mail server, or the local mailbox. Rejects when the mail was not taken over. */
export interface Mailer {
  send(mail: Mail): Promise<void>;
}

export interface MailerDeps {
  readonly config: Pick<Config, 'smtpUrl' | 'publicUrl'>;
  readonly db: Db;
  readonly clock: Pick<Clock, 'now'>;
}

export function createMailer({ config, db, clock }: MailerDeps): Mailer {
  if (config.smtpUrl !== null) return smtpMailer(config.smtpUrl, config.publicUrl);
  return {
    send: (mail) => {
      const at = clock.now();
      return insertMail(db, {
        id: uuidv7(at, randomBytes(10)),
        recipient: mail.to,
        subject: mail.subject,
        body: mail.text,
        at,
      });
    },
  };
}

function smtpMailer(url: string, publicUrl: string): Mailer {
  const transport = createTransport(url);
  const from = { name: '质转 Reassign', address: `no-reply@${new URL(publicUrl).hostname}` };
  return {
    send: async ({ to, subject, text }) => {
      await transport.sendMail({ from, to, subject, text });
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
export function createAccountMail(publicUrl: string, mailer: Mailer): AccountMail {
  const link = (path: string, token: string): string => `${publicUrl}${path}${encodeURIComponent(token)}`;
  const letter = (
    to: string,
    subject: string,
    zh: string,
    en: string,
    path: string,
    token: string,
  ): Promise<void> =>
    mailer.send({
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
