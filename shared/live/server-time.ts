/** One ping and its pong: this machine's clock at both ends, the server's in between; all in ms. */
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

/** The quickest of the last pings says most: its answer had the least time to be delayed on one way only. */
export function offsetOf(samples: readonly Sample[]): Offset | null {
  const [first, ...rest] = samples;
  if (!first) return null;
  const best = rest.reduce((a, b) => (roundTrip(b) < roundTrip(a) ? b : a), first);
  const errorMs = roundTrip(best) / 2;
  return { offsetMs: Math.round(best.serverTime - (best.sentAt + errorMs)), errorMs: Math.ceil(errorMs) };
}

const roundTrip = ({ sentAt, receivedAt }: Sample): number => receivedAt - sentAt;
