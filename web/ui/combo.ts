export interface Choice {
  readonly value: string;
  readonly label: string;
  /** Other words under which it is found: pinyin, a code, the other language. */
  readonly also?: string;
}

/** Wide and narrow letters, capitals and blanks make no difference to somebody who searches. */
const plain = (text: string): string => text.normalize('NFKC').toLowerCase().trim();

/** What holds every word that was typed, in the order given; those that begin with it stand first. */
export function matching(choices: readonly Choice[], typed: string): readonly Choice[] {
  const wanted = plain(typed);
  if (wanted === '') return choices;
  const words = wanted.split(/\s+/);
  const found = choices.filter(({ label, also = '' }) => {
    const text = plain(`${label} ${also}`);
    return words.every((word) => text.includes(word));
  });
  const begins = ({ label, also = '' }: Choice): boolean =>
    plain(label).startsWith(wanted) || plain(also).startsWith(wanted);
  return [...found.filter(begins), ...found.filter((choice) => !begins(choice))];
}
