import type { House } from './house.ts';

/** Letters whose subject begins like that: what waits to be sent, and what was. Nobody waits for the outbox here. */
export const lettersOf = ({ admin }: Pick<House, 'admin'>, subject: string) => admin.sql<
  { to: string; text: string }[]
>`
  select payload ->> 'to' as to, payload ->> 'text' as text from outbox
    where payload ->> 'subject' like ${`${subject}%`} and done_at is null
  union select recipient, body from mail where subject like ${`${subject}%`} order by text`;
