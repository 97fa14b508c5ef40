import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { type Instant, later, SECOND } from '@reassign/shared/kernel/instant.ts';
import { root } from '@reassign/shared/verify/merkle.ts';
import type { Clock, Scheduled } from '../clock.ts';
import type { LogStore } from '../log-store.ts';
import type { Pacing } from '../pacing.ts';
import { Alarm } from './alarm.ts';
import { foldLog } from './fold.ts';
import { GroupAppend } from './group-append.ts';
import { LotWriter } from './lot-writer.ts';
import { digest } from './proof.ts';
import type { CheckpointSigner } from './signer.ts';
import type { Surroundings } from './surroundings.ts';
import type {
  Commit,
  CommandIdentity,
  LogEvent,
  LotRules,
  LotView,
  Outcome,
  QueueRefusal,
  Sequencer,
  Stamped,
  Unstamped,
} from './types.ts';

export interface SequencerOptions<State, Command extends Stamped, Event extends LogEvent, Refusal> {
  readonly rules: LotRules<State, Command, Event, Refusal>;
  readonly store: LogStore;
  readonly clock: Clock;
  readonly signer: CheckpointSigner;
  readonly lease: { holds(): boolean };
  /** Rung after each append: other processes look at the log. */
  readonly bell: { ring(): void };
  /** A lot's time has come: submit what is due. Called again every second until `wakesAt` moves on. */
  readonly wake: (lotId: LotId, state: State, at: Instant) => void;
  /** Lots that need a command until then, as the database knows: also those nobody asked for since the start. */
  readonly dueLots: (until: Instant) => Promise<readonly LotId[]>;
  /** For the log of the server; nobody else sees these errors. */
  readonly report: (error: unknown, lotId?: LotId) => void;
  /** Commands of one lot without an answer; more are `busy`. */
  readonly mostWaiting?: number;
  /** Lots kept in memory while idle. */
  readonly mostIdle?: number;
  readonly mostAppends?: number;
  readonly defer?: (run: () => void) => void;
}

const SWEEP_EVERY_MS = SECOND;
/** Lots are in memory this long before their time, so that closing waits for nothing. */
const AHEAD_MS = 5 * SECOND;
/** Lots kept that were only read: a state each, without bids and commands. */
const MOST_READ = 1_000;
/** As many entries as a log can have. */
const WHOLE = 2 ** 31 - 1;

export function createSequencer<State, Command extends Stamped, Event extends LogEvent, Refusal>(
  options: SequencerOptions<State, Command, Event, Refusal>,
): Sequencer<State, Command, Event, Refusal> {
  return new LotSequencer(options);
}

class LotSequencer<State, Command extends Stamped, Event extends LogEvent, Refusal> implements Sequencer<
  State,
  Command,
  Event,
  Refusal
> {
  readonly #options: SequencerOptions<State, Command, Event, Refusal>;
  readonly #mostWaiting: number;
  readonly #defer: (run: () => void) => void;
  readonly #lots = new Map<LotId, LotWriter<State, Command, Event, Refusal>>();
  /** What was read of lots that this server has not taken. */
  readonly #read = new Map<LotId, LotView<State>>();
  readonly #listeners = new Set<(commit: Commit<State, Event>) => void>();
  readonly #appends: GroupAppend;
  readonly #alarm: Alarm;
  readonly #around: Surroundings<State, Command, Event, Refusal>;
  #sweeping: Scheduled | null = null;
  #sweep: Promise<void> | null = null;
  #isClosing = false;

  constructor(options: SequencerOptions<State, Command, Event, Refusal>) {
    const { rules, store, signer, lease, clock, report, mostAppends = 2, defer = soon } = options;
    this.#options = options;
    this.#defer = defer;
    this.#mostWaiting = options.mostWaiting ?? 4_096;
    this.#appends = new GroupAppend({ store, mostAppends, report, defer });
    this.#alarm = new Alarm(clock, (lotId) => {
      this.#wake(lotId);
    });
    this.#around = {
      rules,
      store,
      signer,
      report,
      leaseHolds: () => lease.holds(),
      toAppend: (lot) => {
        this.#appends.add(lot);
      },
      committed: (commit) => {
        this.#tell(commit);
      },
      taken: (view) => {
        this.#setAlarm(view);
      },
      gone: (lotId) => {
        this.#lots.delete(lotId);
      },
    };
  }

  submit(
    lotId: LotId,
    command: Unstamped<Command>,
    identity?: CommandIdentity,
  ): Promise<Outcome<Event, Refusal>> {
    const { clock } = this.#options;
    if (this.#isClosing) return refused('unavailable');
    if (!clock.certain()) return refused('clock-uncertain');
    const lot = this.#lot(lotId);
    if (lot.waiting >= this.#mostWaiting) return refused('busy');
    return lot.submit(command, clock.now(), identity ?? null);
  }

  peek(lotId: LotId): LotView<State> | null {
    return this.#lots.get(lotId)?.view() ?? null;
  }

  async view(lotId: LotId): Promise<LotView<State> | null> {
    if (!this.#lots.has(lotId)) {
      const log = await this.#readOnly(lotId);
      if (log === null || this.#options.rules.wakesAt(log.state) === null) return log;
    }
    await this.#lot(lotId).ready();
    return this.peek(lotId) ?? (await this.#readOnly(lotId));
  }

  onCommitted(listener: (commit: Commit<State, Event>) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** One at a time: a slow database must not be asked ever more. */
  sweep(): Promise<void> {
    this.#sweep ??= this.#sweepOnce().finally(() => {
      this.#sweep = null;
    });
    return this.#sweep;
  }

  /** Lots that could not be taken again after an unknown outcome are due as well: whoever watches waits for the truth. */
  async #sweepOnce(): Promise<void> {
    const { clock, dueLots, report } = this.#options;
    this.#releaseIdle();
    for (const lot of this.#lots.values()) this.#setAlarm(lot.view());
    try {
      const due = await dueLots(later(clock.now(), AHEAD_MS));
      const lots = [...due.map((lotId) => this.#lot(lotId)), ...this.#lots.values()];
      await Promise.all(lots.map((lot) => lot.ready()));
    } catch (error) {
      report(error);
    }
  }

  start(pacing: Pacing): void {
    void this.sweep();
    this.#sweeping = pacing.every(SWEEP_EVERY_MS, () => {
      void this.sweep();
    });
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    this.#sweeping?.cancel();
    this.#alarm.stop();
    await this.#sweep;
    // An append may come back with a stale fence, and then begins again.
    while (this.load().waiting > 0) {
      await Promise.all([...this.#lots.values()].filter((lot) => lot.waiting > 0).map((lot) => lot.ready()));
      await this.#appends.drained();
      await new Promise<void>((resolve) => {
        this.#defer(resolve);
      });
    }
  }

  load(): { lots: number; waiting: number; appending: number } {
    let waiting = 0;
    for (const lot of this.#lots.values()) waiting += lot.waiting;
    return { lots: this.#lots.size, waiting, appending: this.#appends.appending };
  }

  #lot(lotId: LotId): LotWriter<State, Command, Event, Refusal> {
    let lot = this.#lots.get(lotId);
    if (lot === undefined) {
      lot = new LotWriter(lotId, this.#around);
      this.#lots.set(lotId, lot);
    }
    lot.usedAt = this.#options.clock.monotonic();
    return lot;
  }

  /** The log without taking the lot: another server has it, or nothing is due, and then reading should write nothing. */
  async #readOnly(lotId: LotId): Promise<LotView<State> | null> {
    const { rules, store, signer } = this.#options;
    const kept = this.#read.get(lotId);
    if (kept !== undefined && (await store.read(lotId, kept.seq, 1)).length === 0) return kept;
    const log = await store.read(lotId, 0, WHOLE);
    if (log.length === 0) return null;
    const { tip, frontier } = foldLog(rules, lotId, log);
    const checkpoint = signer.checkpoint(lotId, tip.seq, root(frontier, digest));
    const view = { lotId, state: tip.state, seq: tip.seq, hash: tip.hex, checkpoint };
    this.#keepRead(view);
    return view;
  }

  #keepRead(view: LotView<State>): void {
    this.#read.delete(view.lotId);
    this.#read.set(view.lotId, view);
    const oldest = this.#read.keys().next();
    if (this.#read.size > MOST_READ && !oldest.done) this.#read.delete(oldest.value);
  }

  #tell(commit: Commit<State, Event>): void {
    this.#setAlarm(commit);
    for (const listener of this.#listeners) {
      try {
        listener(commit);
      } catch (error) {
        this.#options.report(error, commit.lotId);
      }
    }
    this.#options.bell.ring();
  }

  #setAlarm(view: LotView<State> | null): void {
    if (view !== null && !this.#isClosing)
      this.#alarm.set(view.lotId, this.#options.rules.wakesAt(view.state));
  }

  #wake(lotId: LotId): void {
    const { rules, clock, wake, report } = this.#options;
    const view = this.peek(lotId);
    if (view === null) {
      // Taking it sets the alarm again.
      void this.#lot(lotId).ready();
      return;
    }
    const at = rules.wakesAt(view.state);
    if (at === null || at > clock.now()) return;
    try {
      wake(lotId, view.state, at);
    } catch (error) {
      report(error, lotId);
    }
  }

  #releaseIdle(): void {
    const most = this.#options.mostIdle ?? 2_000;
    if (this.#lots.size <= most) return;
    const idle = [...this.#lots.values()].filter((lot) => lot.waiting === 0 && lot.view() !== null);
    const leastUsed = idle.sort((a, b) => a.usedAt - b.usedAt).slice(0, this.#lots.size - most);
    for (const lot of leastUsed) this.#lots.delete(lot.lotId);
  }
}

const refused = (code: QueueRefusal['code']): Promise<{ ok: false; refusal: QueueRefusal }> =>
  Promise.resolve({ ok: false, refusal: { code } });

/** After what else arrived in this turn of the event loop. */
const soon = (run: () => void): void => {
  setImmediate(run);
};
