import { read, type Reading, unreadable } from '@reassign/shared/kernel/decision.ts';
import type { FileRefusal } from '@reassign/shared/kernel/file-refusal.ts';

type Decoded = Reading<string, FileRefusal>;

const refusal: Decoded = unreadable({ reason: 'bad-encoding' });

/** A strict decoding: one wrong byte and there is no text. */
function decode(bytes: Uint8Array, encoding: string): Decoded {
  try {
    return read(new TextDecoder(encoding, { fatal: true }).decode(bytes));
  } catch {
    return refusal;
  }
}

const startsWith = (bytes: Uint8Array, ...start: number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte);

/** What the first bytes prove, `null` when they prove nothing. */
export function provenEncoding(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | null {
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return 'utf-8';
  if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0x3c, 0x00)) return 'utf-16le';
  if (startsWith(bytes, 0xfe, 0xff) || startsWith(bytes, 0x00, 0x3c)) return 'utf-16be';
  return null;
}

const DECLARATION = /^\s*<\?xml\s[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]{1,40})["']/;

/** Encodings that registry files come in, by the name that `TextDecoder` gives them. GBK is a part of GB18030. */
const XML_ENCODINGS: Readonly<Record<string, string>> = {
  'utf-8': 'utf-8',
  gbk: 'gb18030',
  gb18030: 'gb18030',
  'windows-1252': 'windows-1252',
};

function canonicalName(label: string): string | null {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
}

/** Decodes XML by its byte order mark and declaration; where both speak they must agree, and the bytes must obey. */
export function decodeXml(bytes: Uint8Array): Decoded {
  const proven = provenEncoding(bytes);
  const head = new TextDecoder(proven ?? 'latin1').decode(bytes.subarray(0, 400));
  const [, label] = DECLARATION.exec(head) ?? [];
  const declared = label === undefined ? null : canonicalName(label);
  if (label !== undefined && declared === null) return refusal;
  if (proven === 'utf-16le' || proven === 'utf-16be') {
    return declared === null || declared.startsWith('utf-16') ? decode(bytes, proven) : refusal;
  }
  if (proven === 'utf-8' && declared !== null && declared !== 'utf-8') return refusal;
  const encoding = XML_ENCODINGS[declared ?? 'utf-8'];
  return encoding === undefined ? refusal : decode(bytes, encoding);
}

const isNotAscii = (byte: number): boolean => byte > 0x7f;
const NEWLINE = 0x0a;
const COMMA = 0x2c;
const CHINESE = /\p{Script=Han}/u;

/** The bytes between commas and line ends, which no character of either encoding contains. */
function* cellsOf(bytes: Uint8Array): Generator<Uint8Array> {
  let from = 0;
  for (let to = 0; to <= bytes.length; to++) {
    const byte = bytes[to] ?? NEWLINE;
    if (byte !== NEWLINE && byte !== COMMA) continue;
    yield bytes.subarray(from, to);
    from = to + 1;
  }
}

/**
 * Decodes a CSV file that is UTF-8 or, as Excel writes it in China, GB18030. GB18030 accepts almost any bytes, so a
 * file with Chinese cells of both kinds is found cell by cell, instead of turning into gibberish.
 */
export function decodeCsv(bytes: Uint8Array): Decoded {
  const proven = provenEncoding(bytes);
  if (proven === 'utf-16le' || proven === 'utf-16be') return refusal;
  const utf8 = decode(bytes, 'utf-8');
  if (utf8.ok || proven === 'utf-8') return utf8;
  for (const cell of cellsOf(bytes)) {
    if (!cell.some(isNotAscii)) continue;
    const text = decode(cell, 'utf-8');
    if (text.ok && CHINESE.test(text.value)) return refusal;
  }
  return decode(bytes, 'gb18030');
}
