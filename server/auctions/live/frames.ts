import { isCurrency } from '@reassign/shared/kernel/currency.ts';
import { isUuid } from '@reassign/shared/kernel/ids.ts';
import { clientFrame, type ClientFrame, type ServerFrame } from '@reassign/shared/live/protocol.ts';
import { parseJson } from '../../platform/body-parser.ts';

/** A bid as our own pages write it; amounts below 10¹³. */
const PLAIN_BID =
  /^\{"t":"bid","commandId":"([0-9a-f-]{36})","lotId":"([0-9a-f-]{36})","amount":\{"amount":(0|[1-9]\d{0,12}),"currency":"([A-Z]{3})"\}(?:,"confirmed":(true|false))?\}$/;

/** `null`: no frame of the protocol. */
export function readFrame(text: string): ClientFrame | null {
  return readPlainBid(text) ?? readAnyFrame(text);
}

/** In a hot lot nearly every frame is one of these, and the long way costs more than deciding the bid. */
function readPlainBid(text: string): ClientFrame | null {
  const [, commandId, lotId, amount, currency, confirmed] = PLAIN_BID.exec(text) ?? [];
  if (commandId === undefined || lotId === undefined || currency === undefined) return null;
  if (!isUuid(commandId) || !isUuid(lotId) || !isCurrency(currency)) return null;
  const bid = { t: 'bid' as const, commandId, lotId, amount: { amount: Number(amount), currency } };
  return confirmed === undefined ? bid : { ...bid, confirmed: confirmed === 'true' };
}

function readAnyFrame(text: string): ClientFrame | null {
  try {
    const read = clientFrame.safeParse(parseJson(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

type Accepted = Extract<ServerFrame, { t: 'accepted' }>;

/** The same as JSON: ids, times and hashes hold nothing that it escapes. */
export const acceptedText = ({ lotId, commandId, seq, at, isLeading, receipt }: Accepted): string =>
  `{"t":"accepted","lotId":"${lotId}","commandId":"${commandId}","seq":${seq},"at":"${at}",` +
  `"isLeading":${String(isLeading)},"receipt":{"lot":"${receipt.lot}","seq":${receipt.seq},"hash":"${receipt.hash}",` +
  `"checkpoint":${quoted(receipt.checkpoint)}}}`;

/** All answers of one append carry the same checkpoint. */
let lastQuoted = { checkpoint: '', text: '""' };

function quoted(checkpoint: string): string {
  if (lastQuoted.checkpoint !== checkpoint) lastQuoted = { checkpoint, text: asciiJson(checkpoint) };
  return lastQuoted.text;
}

/** The dash of a signed note would make the whole frame a text of two bytes a letter, at twice the cost. */
const asciiJson = (text: string): string =>
  JSON.stringify(text).replace(
    /[^ -~]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const FIN_TEXT = 0x81;

/** A whole text frame as a server sends it (RFC 6455 §5.2): one write instead of the library's two. */
export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(head + length);
  frame[0] = FIN_TEXT;
  frame[1] = head === 2 ? length : head === 4 ? 126 : 127;
  if (head === 4) frame.writeUInt16BE(length, 2);
  if (head === 10) frame.writeBigUInt64BE(BigInt(length), 2);
  frame.write(text, head);
  return frame;
}
