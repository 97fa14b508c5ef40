import type { Change } from './types.ts';

/** What is left of both sides when equal movements are taken out of them, each once. */
export interface Unpaired<Ours, Theirs> {
  readonly ours: readonly Ours[];
  readonly theirs: readonly Theirs[];
  readonly paired: readonly Theirs[];
}

/** Both sides are of one currency, in their order. */
export function unpaired<Ours extends Change, Theirs extends Change>(
  ours: readonly Ours[],
  theirs: readonly Theirs[],
): Unpaired<Ours, Theirs> {
  const left = [...theirs];
  const paired: Theirs[] = [];
  const alone = ours.filter(({ change }) => {
    const at = left.findIndex((one) => one.change === change);
    if (at === -1) return true;
    paired.push(...left.splice(at, 1));
    return false;
  });
  return { ours: alone, theirs: left, paired };
}

export interface Group<Ours, Theirs> {
  readonly ours: Ours[];
  readonly theirs: Theirs[];
}

/** Both sides by what they are the movement of. */
export function grouped<Ours, Theirs>(
  ours: readonly Ours[],
  nameOfOurs: (one: Ours) => string,
  theirs: readonly Theirs[],
  nameOfTheirs: (one: Theirs) => string,
): ReadonlyMap<string, Group<Ours, Theirs>> {
  const groups = new Map<string, Group<Ours, Theirs>>();
  const groupOf = (name: string): Group<Ours, Theirs> => {
    const group = groups.get(name) ?? { ours: [], theirs: [] };
    groups.set(name, group);
    return group;
  };
  for (const one of ours) groupOf(nameOfOurs(one)).ours.push(one);
  for (const one of theirs) groupOf(nameOfTheirs(one)).theirs.push(one);
  return groups;
}
