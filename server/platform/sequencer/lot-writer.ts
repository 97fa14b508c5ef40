import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { type Instant, instant } from '@reassign/shared/kernel/instant.ts';
import { append, type Frontier, root } from '@reassign/shared/verify/merkle.ts';
import type { LotAppend, StoredEntry } from '../log-store.ts';
import { type Answer, type Batch, emptyBatch, type Pending, type Tip, write } from './batch.ts';
import { commandKey, foldLog, type KnownCommand, toLogged } from './fold.ts';
import { digest } from './proof.ts';
import type { Surroundings } from './surroundings.ts';
import type {
  CommandIdentity,
  LogEvent,
  LoggedEntry,
  LotView,
  Outcome,
  QueueRefusal,
  Stamped,
  Unstamped,
} from './types.ts';

/** Two servers that both believe they own a lot take it from each other; at some point a client should rather ask again. */
const MOST_ATTEMPTS = 5;

/**
 * One lot in memory: the committed state, what was decided on top of it, and who waits for which. One append of it is
 * on its way at a time; meanwhile commands are decided and collected for the next.
 */
export class LotWriter<State, Command extends Stamped, Event extends LogEvent, Refusal> {
  readonly lotId: LotId;
  /** Commands without an answer. */
  waiting = 0;
  /** For releasing what was not used for longest. */
  usedAt = 0;

  readonly #around: Surroundings<State, Command, Event, Refusal>;
  #taking: Promise<void> | null = null;
  #untaken: Pending<Command, Event, Refusal>[] = [];
  #epoch = 0;
  #view: LotView<State> | null = null;
  #frontier: Frontier | null = null;
  #known = new Map<string, KnownCommand>();
  #lastAt = instant(0);
  #open: Batch<State, Command, Event, Refusal> | null = null;
  #flying: Batch<State, Command, Event, Refusal> | null = null;

  constructor(lotId: LotId, around: Surroundings<State, Command, Event, Refusal>) {
    this.lotId = lotId;
    this.#around = around;
  }

  /** The committed lot; `null` until it was taken for the first time. */
  view(): LotView<State> | null {
    return this.#view;
  }

  submit(
    command: Unstamped<Command>,
    now: Instant,
    identity: CommandIdentity | null,
  ): Promise<Outcome<Event, Refusal>> {
    this.waiting++;
    // The clock was adjusted, or another server wrote with a faster one: time in a log never goes back.
    this.#lastAt = instant(Math.max(now, this.#lastAt));
    const at = this.#lastAt;
    return new Promise((resolve, reject) => {
      this.#enter({ command, identity, at, attempts: 0, resolve, reject });
    });
  }

  /** Resolves when the lot is in memory or known not to come. */
  ready(): Promise<void> {
    if (this.#open !== null) return Promise.resolve();
    this.#taking ??= this.#take();
    return this.#taking;
  }

  /** Hands over what was collected and closes it: from now on the next batch is open. */
  cut(): LotAppend | null {
    const batch = this.#open;
    if (batch === null || this.#flying !== null || batch.answers.length === 0) return null;
    this.#flying = batch;
    this.#open = emptyBatch(batch.tip);
    return {
      lotId: this.lotId,
      epoch: this.#epoch,
      seq: batch.tip.seq - batch.entries.length,
      entries: batch.entries,
    };
  }

  /** The append returned and the fence held. */
  landed(): void {
    const batch = this.#flying;
    if (batch === null || this.#frontier === null) return;
    this.#flying = null;
    if (batch.entries.length > 0) this.#commit(batch, this.#frontier);
    for (const answer of batch.answers) this.#settle(answer);
    if ((this.#open?.answers.length ?? 0) > 0) this.#around.toAppend(this);
  }

  /** Somebody else wrote: nothing of this was, so everything is decided again. */
  stale(): void {
    this.#redo([...(this.#flying?.answers ?? []), ...(this.#open?.answers ?? [])]);
  }

  /** Nobody knows whether the append stands: its commands are told so, what was not sent is decided again. */
  unknown(): void {
    const sent = this.#flying?.answers ?? [];
    const unsent = this.#open?.answers ?? [];
    const isSent = (answer: Answer<Command, Event, Refusal>): boolean => answer.isNew;
    for (const { pending } of sent.filter(isSent)) this.#refuse(pending, 'outcome-unknown');
    this.#redo([...sent.filter((answer) => !isSent(answer)), ...unsent]);
  }

  #redo(answers: readonly Answer<Command, Event, Refusal>[]): void {
    this.#open = null;
    this.#flying = null;
    this.#untaken.push(...answers.map(({ pending }) => pending));
    void this.ready();
  }

  #enter(pending: Pending<Command, Event, Refusal>): void {
    if (this.#open !== null) {
      this.#decide(pending, this.#open);
      return;
    }
    this.#untaken.push(pending);
    void this.ready();
  }

  async #take(): Promise<void> {
    try {
      const taken = await this.#around.store.take(this.lotId);
      this.#taking = null;
      if (taken === 'unknown-lot') {
        this.#giveUp('unknown-lot');
        return;
      }
      if (taken === 'owned-elsewhere') {
        this.#giveUp('unavailable');
        return;
      }
      const { tip, frontier, known } = foldLog(this.#around.rules, this.lotId, taken.entries);
      this.#epoch = taken.epoch;
      this.#frontier = frontier;
      this.#known = known;
      this.#lastAt = instant(Math.max(tip.at, this.#lastAt));
      const before = this.#view;
      const view = this.#show(tip, frontier);
      this.#open = emptyBatch(tip);
      if (before === null || before.seq >= tip.seq) this.#around.taken(view);
      else this.#around.committed({ ...view, entries: this.#missed(before.seq, taken.entries) });
    } catch (error) {
      this.#taking = null;
      this.#around.report(error, this.lotId);
      this.#giveUp('unavailable', this.#view !== null);
      return;
    }
    for (const pending of this.#untaken.splice(0)) this.#enter(pending);
  }

  /** An append of which nobody knew, or another server, wrote on: whoever watches has not heard of it. */
  #missed(seen: number, log: readonly StoredEntry[]): LoggedEntry<Event>[] {
    const neighbours = log.slice(Math.max(0, seen - 1));
    return toLogged<Event>(this.lotId, neighbours).filter(({ entry }) => entry.seq > seen);
  }

  /** What was committed can still be shown while the database is away; the next command tries again. */
  #giveUp(code: QueueRefusal['code'], stays = false): void {
    for (const pending of this.#untaken.splice(0)) this.#refuse(pending, code);
    if (!stays) this.#around.gone(this.lotId);
  }

  #decide(pending: Pending<Command, Event, Refusal>, open: Batch<State, Command, Event, Refusal>): void {
    if (++pending.attempts > MOST_ATTEMPTS) {
      this.#refuse(pending, 'unavailable');
      return;
    }
    const known = pending.identity === null ? undefined : this.#known.get(commandKey(pending.identity));
    if (known !== undefined) {
      this.#repeat(pending, known, open);
      return;
    }
    let answer: Answer<Command, Event, Refusal>;
    try {
      answer = this.#ask(pending, open);
    } catch (error) {
      this.waiting--;
      pending.reject(error);
      return;
    }
    if (!answer.isNew) {
      this.#rest(answer, open);
      return;
    }
    open.answers.push(answer);
    if (this.#flying === null) this.#around.toAppend(this);
  }

  #ask(
    pending: Pending<Command, Event, Refusal>,
    open: Batch<State, Command, Event, Refusal>,
  ): Answer<Command, Event, Refusal> {
    const { rules } = this.#around;
    const { identity } = pending;
    const at = instant(Math.max(pending.at, open.tip.at));
    const decision = rules.decide(open.tip.state, { ...pending.command, at } as unknown as Command);
    if (!decision.ok) return { pending, isNew: false, result: decision };
    const { events } = decision;
    if (events.length === 0) return { pending, isNew: false, result: { ok: true, entries: [] } };
    const seq = open.tip.seq + 1;
    const entries = write(rules, this.lotId, open, events, at, identity);
    if (identity !== null) {
      const { contentHash } = identity;
      this.#known.set(commandKey(identity), { contentHash, seq, count: events.length });
    }
    return { pending, isNew: true, result: { ok: true, entries } };
  }

  /** The same command again gets the same answer, and only once that is committed (9-threats D4). */
  #repeat(
    pending: Pending<Command, Event, Refusal>,
    known: KnownCommand,
    open: Batch<State, Command, Event, Refusal>,
  ): void {
    const isSame = Buffer.compare(known.contentHash, pending.identity?.contentHash ?? new Uint8Array()) === 0;
    if (!isSame) {
      const refusal: QueueRefusal = { code: 'idempotency-mismatch' };
      this.#rest({ pending, isNew: false, result: { ok: false, refusal } }, open);
      return;
    }
    const committedSeq = this.#view?.seq ?? 0;
    if (known.seq <= committedSeq) return void this.#replay(pending, known);
    const holder = this.#flying !== null && known.seq <= this.#flying.tip.seq ? this.#flying : open;
    const from = holder.logged.findIndex(({ entry }) => entry.seq === known.seq);
    const entries = holder.logged.slice(from, from + known.count);
    holder.answers.push({ pending, isNew: false, result: { ok: true, entries } });
  }

  async #replay(pending: Pending<Command, Event, Refusal>, { seq, count }: KnownCommand): Promise<void> {
    try {
      const stored = await this.#around.store.read(this.lotId, seq - 2, count + 1);
      const entries = toLogged<Event>(this.lotId, stored).filter(({ entry }) => entry.seq >= seq);
      this.#settle({ pending, isNew: false, result: { ok: true, entries } });
    } catch (error) {
      this.#around.report(error, this.lotId);
      this.#refuse(pending, 'outcome-unknown');
    }
  }

  /** A decision that adds nothing is told with the batch it rests on; alone, while the lease holds, at once. */
  #rest(answer: Answer<Command, Event, Refusal>, open: Batch<State, Command, Event, Refusal>): void {
    if (open.answers.length > 0) open.answers.push(answer);
    else if (this.#flying !== null) this.#flying.answers.push(answer);
    else if (this.#around.leaseHolds()) this.#settle(answer);
    else {
      open.answers.push(answer);
      this.#around.toAppend(this);
    }
  }

  #commit(batch: Batch<State, Command, Event, Refusal>, before: Frontier): void {
    this.#frontier = batch.hashes.reduce((frontier, hash) => append(frontier, hash, digest), before);
    const view = this.#show(batch.tip, this.#frontier);
    this.#around.committed({ ...view, entries: batch.logged });
  }

  #show({ state, seq, hex }: Tip<State>, frontier: Frontier): LotView<State> {
    const checkpoint = this.#around.signer.checkpoint(this.lotId, seq, root(frontier, digest));
    this.#view = { lotId: this.lotId, state, seq, hash: hex, checkpoint };
    return this.#view;
  }

  #settle({ pending, result }: Answer<Command, Event, Refusal>): void {
    this.waiting--;
    const view = this.#view;
    if (!result.ok || view === null) {
      pending.resolve(result.ok ? refused('unavailable') : result);
      return;
    }
    const first = result.entries[0];
    const seq = first?.entry.seq ?? view.seq;
    const hash = first?.hash ?? view.hash;
    const receipt = { lot: this.lotId, seq, hash, checkpoint: view.checkpoint };
    pending.resolve({ ok: true, seq, entries: result.entries, receipt });
  }

  #refuse(pending: Pending<Command, Event, Refusal>, code: QueueRefusal['code']): void {
    this.waiting--;
    pending.resolve(refused(code));
  }
}

const refused = (code: QueueRefusal['code']): { readonly ok: false; readonly refusal: QueueRefusal } => ({
  ok: false,
  refusal: { code },
});
