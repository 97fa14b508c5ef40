import type { Sql } from 'postgres';
import type { BidderNumber, CommandId, LotId } from '@reassign/shared/kernel/ids.ts';
import { type Instant, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { canonicalJson, type JsonObject } from '@reassign/shared/verify/canonical-json.ts';
import { GENESIS } from '@reassign/shared/verify/chain.ts';
import { connect, type Db } from './db.ts';
import type { RoleName } from './roles.ts';
import { sealEntry } from './sequencer/proof.ts';
import type { CommandIdentity, LogEvent } from './sequencer/types.ts';
import { lotEvent, lotHead } from './tables.ts';

/** An entry on its way to the log. `body` is the canonical text that was hashed; `nth` counts within its command. */
export interface NewEntry {
  readonly seq: number;
  /** RFC 3339 as hashed. */
  readonly at: string;
  readonly type: string;
  readonly body: string;
  readonly sealed: Uint8Array | null;
  readonly identity: CommandIdentity | null;
  readonly nth: number;
  /** Hex. */
  readonly hash: string;
}

/**
 * New entries of one lot behind its fence: they go in only while the head still is at `epoch` and `seq`. Without
 * entries it is a write that only asks whether the fence holds.
 */
export interface LotAppend {
  readonly lotId: LotId;
  readonly epoch: number;
  readonly seq: number;
  readonly entries: readonly NewEntry[];
}

export interface StoredEntry {
  readonly seq: number;
  readonly at: Instant;
  readonly type: string;
  readonly body: JsonObject;
  readonly sealed: Uint8Array | null;
  readonly identity: CommandIdentity | null;
  readonly hash: Uint8Array;
}

export interface TakenLot {
  readonly epoch: number;
  readonly entries: readonly StoredEntry[];
}

export type NotTaken = 'unknown-lot' | 'owned-elsewhere';

export interface LogStore {
  /**
   * Makes this server the writer and reads the log. Taking is a write: what is read after it is durable, also on the
   * standby (9-threats D4).
   */
  take(lotId: LotId): Promise<TakenLot | NotTaken>;
  /** One statement for all. Answers the lots whose fence held; throws when the outcome is unknown. */
  append(batch: readonly LotAppend[]): Promise<ReadonlySet<LotId>>;
  /** Entries after `after`, at most `limit`, in order. */
  read(lotId: LotId, after: number, limit: number): Promise<StoredEntry[]>;
}

/** Entry 1 of a new log, inside the caller's transaction. */
export async function beginLog(
  tx: Db,
  lotId: LotId,
  first: LogEvent & { readonly at: Instant },
): Promise<void> {
  const { at, type, sealed } = first;
  const body = canonicalJson(first.body as JsonObject);
  const { hash } = sealEntry(GENESIS, { lot: lotId, seq: 1, at: toRfc3339(at), type, body });
  await tx.insert(lotHead).values({ lotId, epoch: 0, seq: 1, hash });
  await tx
    .insert(lotEvent)
    .values({ lotId, seq: 1, at, type, body: first.body as JsonObject, sealed: sealed ?? null, hash });
}

export interface LogStoreOptions {
  readonly url: string;
  readonly role?: RoleName;
  /** Who takes the lots; stays the same over a restart of the same server. */
  readonly serverId: string;
  /** So many for writing, one per append on its way and some for taking lots; and as many for reading. */
  readonly connections?: number;
}

/**
 * The log in PostgreSQL, on connections of its own: nothing here is ever cancelled, and there is no statement timeout,
 * because a cancelled wait for the standby answers success (9-threats D5). Whoever reads, a bid waits for none of it.
 */
export function openLogStore(options: LogStoreOptions): LogStore & { close(): Promise<void> } {
  const { url, role, serverId, connections = 4 } = options;
  const pool = () =>
    connect(url, { max: connections, unlimited: true, ...(role === undefined ? {} : { role }) });
  const [writing, reading] = [pool(), pool()];
  const { sql, certain } = writing;

  async function take(lotId: LotId): Promise<TakenLot | NotTaken> {
    const [head] = await certain(sql<{ epoch: number; seq: number }[]>`
      update lot_head set epoch = epoch + 1, owner = ${serverId}
      where lot_id = ${lotId} and not exists (
        select from server_lease where server_id = owner and owner <> ${serverId} and until > clock_timestamp())
      returning epoch, seq`);
    if (head === undefined) {
      const known = await sql`select from lot_head where lot_id = ${lotId}`;
      return known.length > 0 ? 'owned-elsewhere' : 'unknown-lot';
    }
    return { epoch: head.epoch, entries: await readWith(sql, lotId, 0, head.seq) };
  }

  async function append(batch: readonly LotAppend[]): Promise<ReadonlySet<LotId>> {
    const lots = batch.toSorted((a, b) => (a.lotId < b.lotId ? -1 : 1));
    const parameters = [`[${lots.map(headRow).join(',')}]`, `[${lots.flatMap(entryRows).join(',')}]`];
    const fenced = await certain(sql.unsafe<{ lot_id: LotId }[]>(APPEND, parameters, { prepare: true }));
    return new Set(fenced.map((row) => row.lot_id));
  }

  return {
    take,
    append,
    read: (...which) => readWith(reading.sql, ...which),
    async close() {
      await Promise.all([writing.close(), reading.close()]);
    },
  };
}

async function readWith(sql: Sql, lotId: LotId, after: number, limit: number): Promise<StoredEntry[]> {
  const rows = await sql<EntryRow[]>`
    select seq, (extract(epoch from at) * 1000)::float8 as at, type, body, sealed, bidder_number, command_id,
      content_hash, hash
    from lot_event where lot_id = ${lotId} and seq > ${after} order by seq limit ${limit}`;
  return rows.map(fromRow);
}

/*
 * Head and entries in one statement. Rows travel as JSON because a body is JSON already and goes in as it stands:
 * no array literal has to escape it again. Entries are ordered so that `position` follows `seq`.
 */
const APPEND = `
  with fenced as (
    update lot_head as head set seq = batch.last, hash = coalesce(decode(batch.hash, 'hex'), head.hash)
    from json_to_recordset($1::text::json) as batch(lot uuid, epoch int, seq int, last int, hash text)
    where head.lot_id = batch.lot and head.epoch = batch.epoch and head.seq = batch.seq
    returning head.lot_id
  ), entered as (
    insert into lot_event
      (lot_id, seq, at, type, body, sealed, bidder_number, command_id, nth, content_hash, hash)
    select lot, seq, at, type, body, decode(sealed, 'hex'), bidder, command, nth, decode(content, 'hex'),
      decode(hash, 'hex')
    from json_to_recordset($2::text::json) as entry(lot uuid, seq int, at timestamptz, type text, body json,
      sealed text, bidder text, command uuid, nth smallint, content text, hash text)
    where lot in (select lot_id from fenced)
    order by lot, seq
  )
  select lot_id from fenced`;

function headRow({ lotId, epoch, seq, entries }: LotAppend): string {
  const last = entries.at(-1);
  const hash = last === undefined ? 'null' : `"${last.hash}"`;
  return `{"lot":"${lotId}","epoch":${epoch},"seq":${seq},"last":${last?.seq ?? seq},"hash":${hash}}`;
}

const entryRows = ({ lotId, entries }: LotAppend): string[] => entries.map((entry) => entryRow(lotId, entry));

function entryRow(lotId: LotId, { seq, at, type, body, sealed, identity, nth, hash }: NewEntry): string {
  const command =
    identity === null
      ? ''
      : `,"bidder":${JSON.stringify(identity.bidderNumber)},"command":"${identity.commandId}","nth":${nth}` +
        `,"content":"${hex(identity.contentHash)}"`;
  const secret = sealed === null ? '' : `,"sealed":"${hex(sealed)}"`;
  return `{"lot":"${lotId}","seq":${seq},"at":"${at}","type":"${type}","body":${body},"hash":"${hash}"${command}${secret}}`;
}

const hex = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');

interface EntryRow {
  readonly seq: number;
  readonly at: Instant;
  readonly type: string;
  readonly body: JsonObject;
  readonly sealed: Uint8Array | null;
  readonly bidder_number: BidderNumber | null;
  readonly command_id: CommandId | null;
  readonly content_hash: Uint8Array | null;
  readonly hash: Uint8Array;
}

function fromRow(row: EntryRow): StoredEntry {
  const { seq, at, type, body, sealed, hash } = row;
  const identity =
    row.bidder_number !== null && row.command_id !== null && row.content_hash !== null
      ? { bidderNumber: row.bidder_number, commandId: row.command_id, contentHash: row.content_hash }
      : null;
  return { seq, at, type, body, sealed, identity, hash };
}
