/** One rule made wrong in one place: whether the tests notice is what `pnpm mutants` asks. */
export interface Mutant {
  /** The rule it breaks, as a reader of the rule book would say it. */
  readonly breaks: string;
  readonly file: string;
  /** Stands exactly once in the file. */
  readonly right: string;
  readonly wrong: string;
}

/** The lists by what they break; each names the folders of tests that must notice. */
export interface MutantList {
  readonly tests: readonly string[];
  readonly mutants: readonly Mutant[];
}

const otherEdge: Readonly<Record<string, string>> = { '<': '<=', '<=': '<', '>': '>=', '>=': '>' };

/** A bound that is off by one fen, millisecond or day: the one comparison in `right` takes in its edge, or leaves it out. */
export const edge = (file: string, breaks: string, right: string): Mutant => ({
  breaks,
  file,
  right,
  wrong: right.replace(/ (<=?|>=?) /, (_, operator: string) => ` ${otherEdge[operator] ?? operator} `),
});

/** The text with the mutation; throws when the place is not there exactly once, so that no mutant silently does nothing. */
export function mutate(text: string, { file, right, wrong }: Mutant): string {
  const parts = text.split(right);
  if (parts.length !== 2) throw new Error(`${file} holds ${parts.length - 1} times: ${right}`);
  return parts.join(wrong);
}
