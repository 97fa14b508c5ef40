/** What bytes are sent as, in the order of our liking. */
export type Encoding = 'br' | 'gzip' | 'identity';

const PREFERRED: readonly Encoding[] = ['br', 'gzip', 'identity'];
/** Browsers send a handful of different headers. */
const KNOWN_HEADERS = 100;
const known = new Map<string, Encoding>();

/** The encoding a client likes best (RFC 9110 §12.5.3), ours among equals. Whoever refuses all gets plain bytes. */
export function encodingFor(acceptEncoding: string | undefined): Encoding {
  if (acceptEncoding === undefined) return 'identity';
  const before = known.get(acceptEncoding);
  if (before !== undefined) return before;
  const encoding = negotiate(acceptEncoding);
  if (known.size >= KNOWN_HEADERS) known.clear();
  known.set(acceptEncoding, encoding);
  return encoding;
}

function negotiate(header: string): Encoding {
  const weights = new Map<string, number>();
  for (const part of header.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim());
    const weight = parameters.find((text) => text.startsWith('q='))?.slice(2) ?? '1';
    if (/^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(weight)) weights.set(name, Number(weight));
  }
  // Plain bytes are acceptable unless refused, but liked less than anything that is named.
  const weightOf = (encoding: Encoding): number =>
    weights.get(encoding) ?? (encoding === 'identity' ? 0.0001 : (weights.get('*') ?? 0));
  const [best = 'identity'] = PREFERRED.toSorted((a, b) => weightOf(b) - weightOf(a));
  return best;
}
