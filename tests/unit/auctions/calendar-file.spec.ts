import { describe, expect, it } from 'vitest';
import { instant } from '@reassign/shared/kernel/instant.ts';
import {
  type CalendarEvent,
  calendarFile,
  escapeText,
  foldLine,
  utc,
} from '../../../server/auctions/feeds/ics.ts';

const at = instant(Date.UTC(2026, 10, 23, 6, 5, 9, 999));
const event: CalendarEvent = {
  uid: 'a-opens@reassign.test',
  at,
  summary: '开始竞价：一种锂离子电池负极材料及其制备方法，等三项权利（SX-2026-000123）',
  description: 'one\ntwo; three, four \\ five',
  url: `https://reassign.test/lots/${'a'.repeat(120)}`,
  sequence: 7,
};
const file = (events: readonly CalendarEvent[]) =>
  calendarFile({ name: '日历', language: 'zh-CN', madeAt: at, events });

const octets = (line: string): number => Buffer.byteLength(line);
const unfold = (text: string): string => text.replaceAll('\r\n ', '');

describe('a content line (RFC 5545 §3.1)', () => {
  it('of 75 octets stays whole, of 76 it is folded', () => {
    expect(foldLine('x'.repeat(75))).toBe('x'.repeat(75));
    expect(foldLine('x'.repeat(76))).toBe(`${'x'.repeat(75)}\r\n x`);
  });

  it('counts the blank of a folded line among its 75', () => {
    const lines = foldLine('x'.repeat(75 + 74 + 1)).split('\r\n');
    expect(lines.map(octets)).toEqual([75, 75, 2]);
  });

  it.each(['质', '🔨', 'é'])('never cuts %s in two', (character) => {
    const long = character.repeat(90);
    const lines = foldLine(`SUMMARY:${long}`).split('\r\n');
    expect(lines.every((line) => octets(line) <= 75)).toBe(true);
    expect(lines.every((line) => line.isWellFormed() && !line.includes('\ufffd'))).toBe(true);
    expect(unfold(lines.join('\r\n'))).toBe(`SUMMARY:${long}`);
  });
});

describe('a text (§3.3.11)', () => {
  it.each([
    ['a\\b', 'a\\\\b'],
    ['a;b,c', 'a\\;b\\,c'],
    ['a\nb', 'a\\nb'],
    ['a\r\nb\rc', 'a\\nb\\nc'],
    ['a:"b"', 'a:"b"'],
    ['a\u0000\u0007b', 'ab'],
    ['\r\nEND:VEVENT', '\\nEND:VEVENT'],
  ])('%j is written %j', (text, escaped) => {
    expect(escapeText(text)).toBe(escaped);
  });
});

describe('a calendar file', () => {
  it('ends every line with CRLF, and none is longer than 75 octets', () => {
    const text = file([event, event]);
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
    const lines = text.split('\r\n');
    expect(lines.filter((line) => /[\r\n]/.test(line) || octets(line) > 75)).toEqual([]);
  });

  it('names each event, when it was told, and its revision', () => {
    const lines = unfold(file([event])).split('\r\n');
    expect(lines).toContain('UID:a-opens@reassign.test');
    expect(lines).toContain('DTSTAMP:20261123T060509Z');
    expect(lines).toContain('DTSTART:20261123T060509Z');
    expect(lines).toContain('SEQUENCE:7');
    expect(lines).toContain('DESCRIPTION;LANGUAGE=zh-CN:one\\ntwo\\; three\\, four \\\\ five');
  });

  it('has a component even when it has no event (§3.4)', () => {
    const lines = file([]).split('\r\n');
    expect(lines.filter((line) => line.startsWith('BEGIN:'))).toEqual([
      'BEGIN:VCALENDAR',
      'BEGIN:VTIMEZONE',
      'BEGIN:STANDARD',
    ]);
  });

  it('writes times in UTC to the second', () => {
    expect(utc(at)).toBe('20261123T060509Z');
  });
});
