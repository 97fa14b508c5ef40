/** One ping and its pong: this machine's monotonic time at both ends, the server's in between; all in ms. */
export interface Sample {
  readonly sentAt: number;
  readonly receivedAt: number;
  readonly serverTime: number;
}

export interface Offset {
  /** Server time minus this machine's. */
  readonly offsetMs: number;
  /** The offset is right to within this: half of the way there and back. */
  readonly errorMs: number;
}

const SAMPLES_KEPT = 8;
/** Two good crystals drift apart by less than this while the kept samples are taken. */
const DRIFT_MS = 25;

/**
 * Adds the newest sample. Older ones that cannot be true beside it are dropped: the machine slept, or a clock was set, and
 * what was measured before then says nothing any more.
 */
export const keepSample = (samples: readonly Sample[], newest: Sample): Sample[] =>
  [...samples.filter((sample) => mayAgree(sample, newest)), newest].slice(-SAMPLES_KEPT);

function mayAgree(one: Sample, other: Sample): boolean {
  const apart = Math.abs(middleOffset(one) - middleOffset(other));
  return apart <= (roundTrip(one) + roundTrip(other)) / 2 + DRIFT_MS;
}

/** The quickest of the last pings says most: its answer had the least time to be delayed on one way only. */
export function offsetOf(samples: readonly Sample[]): Offset | null {
  const [first, ...rest] = samples;
  if (!first) return null;
  const best = rest.reduce((a, b) => (roundTrip(b) < roundTrip(a) ? b : a), first);
  return { offsetMs: Math.round(middleOffset(best)), errorMs: Math.ceil(roundTrip(best) / 2) };
}

const roundTrip = ({ sentAt, receivedAt }: Sample): number => receivedAt - sentAt;
const middleOffset = ({ sentAt, receivedAt, serverTime }: Sample): number =>
  serverTime - (sentAt + receivedAt) / 2;
