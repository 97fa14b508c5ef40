import { catalogue, type CatalogueRule, type RuleId } from './catalogue.ts';
import { bidderTopics } from './play-bidders.ts';
import { depositTopics } from './play-deposits.ts';
import { listingTopics } from './play-listings.ts';
import { profileTopics } from './play-profiles.ts';
import { isForAll, lotTopics, type Side, type Titled, type Topic } from './scenario.ts';

/** A scenario with the file that it stands in, and what it shows. */
interface Shown {
  readonly place: string;
  readonly scenario: Titled;
}

const placed = (folder: string, topics: readonly Topic<Titled>[]): Shown[] =>
  topics.flatMap(({ topic, scenarios }) =>
    scenarios.map((scenario) => ({ place: `${folder}/${topic}`, scenario })),
  );

export const everyScenario: readonly Shown[] = [
  ...placed('rules', profileTopics),
  ...placed('lots', lotTopics),
  ...placed('bidders', bidderTopics),
  ...placed('deposits', depositTopics),
  ...placed('listings', listingTopics),
];

/** The scenarios of a rule on one side of its edge. */
export const shownOn = (side: Exclude<Side, 'both'>, id: RuleId): Shown[] =>
  everyScenario.filter(({ scenario: { shows } }) => shows[id] === side || shows[id] === 'both');

/** What is missing of a rule: a side without scenarios and without a reason, or a reason without a missing side. */
export function missingSides({ id, oneSided }: CatalogueRule): string[] {
  const sides = (['within', 'beyond'] as const).filter((side) => shownOn(side, id).length === 0);
  if (oneSided === undefined) return sides.map((side) => `${id}: nothing ${side}`);
  if (sides.length === 0) return [`${id}: both sides are there`];
  return sides.length === 2 && !oneSided.startsWith('tests/') ? [`${id}: nothing at all`] : [];
}

/** `lots/pauses (3), listings/times (1)`. */
function places(shown: readonly Shown[]): string {
  const counts = new Map<string, number>();
  for (const { place } of shown) counts.set(place, (counts.get(place) ?? 0) + 1);
  return [...counts].map(([place, count]) => `${place} (${count})`).join(', ');
}

/** By reason: the files and, where a file is not wholly so, the names. */
function pureOnlyRows(): string[] {
  const alone = everyScenario.filter(({ scenario }) => !isForAll(scenario));
  const byReason = Map.groupBy(alone, ({ scenario: { pureOnly } }) => pureOnly);
  return [...byReason].map(([why, shown]) => {
    const files = Map.groupBy(shown, ({ place }) => place);
    const listed = [...files].map(([file, those]) => {
      const isWhole = those.length === everyScenario.filter(({ place }) => place === file).length;
      return isWhole
        ? `all of ${file}`
        : `${file}: ${those.map(({ scenario: { name } }) => name).join('; ')}`;
    });
    return `| ${why ?? ''} | ${listed.join('; ')} |`;
  });
}

/** The table of rules and of what shows them, as Markdown; the formatter aligns it. */
export function coverageTable(): string {
  const rows = catalogue.map((rule) => {
    const { id, says, articles = [], oneSided } = rule;
    const sides = [places(shownOn('within', id)), places(shownOn('beyond', id))];
    const [within, beyond] = sides.map((side) => (side === '' ? (oneSided ?? '') : side));
    return `| ${id} | ${says} | ${articles.join('; ')} | ${within ?? ''} | ${beyond ?? ''} |`;
  });
  return [
    '# What the pack shows',
    '',
    'Written by `coverage.spec.ts` (`vitest -u`). Each rule of the catalogue `rules.json`, the articles behind it, and the files of',
    'scenarios on either side of its edge.',
    '',
    '| rule | says | articles | within | beyond |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
    '## On the pure rules alone',
    '',
    'What no request arranges (`pureOnly`), and why.',
    '',
    '| why | scenarios |',
    '| --- | --- |',
    ...pureOnlyRows(),
    '',
  ].join('\n');
}
