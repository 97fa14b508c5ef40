import { Buffer } from 'node:buffer';
import { type Instant, toRfc3339 } from '@reassign/shared/kernel/instant.ts';

/** A moment in a calendar: it takes no time, and nobody is busy for it. */
export interface CalendarEvent {
  readonly uid: string;
  readonly at: Instant;
  readonly summary: string;
  readonly description: string;
  readonly url: string;
  /** Grows whenever the event changes: programs replace an older one by it. */
  readonly sequence: number;
}

export interface CalendarFile {
  readonly name: string;
  /** RFC 5646. */
  readonly language: string;
  readonly madeAt: Instant;
  readonly events: readonly CalendarEvent[];
}

/** RFC 5545: lines end with CRLF and hold at most 75 octets, text is escaped, times are UTC. */
export function calendarFile({ name, language, madeAt, events }: CalendarFile): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Reassign//Sales of pledged rights//ZH',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME;LANGUAGE=${language}:${escapeText(name)}`,
    `X-WR-CALNAME:${escapeText(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT15M',
    // A calendar has at least one component (§3.6): without events it is the zone they would be told in.
    ...(events.length === 0 ? SHANGHAI : events.flatMap((event) => eventLines(event, language, madeAt))),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${foldLine(line)}\r\n`).join('');
}

const SHANGHAI = [
  'BEGIN:VTIMEZONE',
  'TZID:Asia/Shanghai',
  'BEGIN:STANDARD',
  'DTSTART:19910915T010000',
  'TZOFFSETFROM:+0900',
  'TZOFFSETTO:+0800',
  'TZNAME:CST',
  'END:STANDARD',
  'END:VTIMEZONE',
];

const eventLines = (
  { uid, at, summary, description, url, sequence }: CalendarEvent,
  language: string,
  madeAt: Instant,
): string[] => [
  'BEGIN:VEVENT',
  `UID:${escapeText(uid)}`,
  `DTSTAMP:${utc(madeAt)}`,
  `DTSTART:${utc(at)}`,
  `SEQUENCE:${String(sequence)}`,
  `SUMMARY;LANGUAGE=${language}:${escapeText(summary)}`,
  `DESCRIPTION;LANGUAGE=${language}:${escapeText(description)}`,
  `URL:${url}`,
  'TRANSP:TRANSPARENT',
  'END:VEVENT',
];

/** `20261123T060509Z` (§3.3.5, form 2); seconds are the finest there is. */
export const utc = (at: Instant): string => `${toRfc3339(at).slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

/** §3.3.11. Control characters but the line break have no place in a text. */
export const escapeText = (text: string): string =>
  text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\\;,]/g, (character) => `\\${character}`)
    .replaceAll('\n', '\\n')
    .replaceAll(/\p{Cc}/gu, '');

const MOST_OCTETS = 75;

/** §3.1: a longer line goes on after CRLF and a blank, which counts; no character is cut in two. */
export function foldLine(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > MOST_OCTETS) {
      parts.push(part);
      part = ' ';
      octets = 1;
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join('\r\n');
}
