import { existsSync } from 'node:fs';
import { format } from 'prettier';
import { describe, expect, it } from 'vitest';
import { catalogue } from './catalogue.ts';
import { coverageTable, everyScenario, missingSides } from './coverage.ts';
import { listingTopics } from './play-listings.ts';
import { profileTopics } from './play-profiles.ts';

const ids = catalogue.map(({ id }) => id);

describe('every rule', () => {
  it('stands once in the catalogue', () => {
    expect(ids).toEqual([...new Set(ids)]);
  });
  it('has scenarios on both sides of its edge, or says why not', () => {
    expect(catalogue.flatMap(missingSides)).toEqual([]);
  });
  it('that is shown elsewhere is shown in a file that is there', () => {
    const files = catalogue.flatMap(({ oneSided = '' }) => /tests\/\S+\.ts/.exec(oneSided) ?? []);
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
  });
});

/** What the rule book quotes of the judicial rules (法释〔2016〕18号). */
const judicialArticles = [
  ...[4, 5, 7, 10, 11, 12, 13, 14, 15, 16, 17, 18, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30],
  ...[31, 34, 35, 36, 37],
];

it.each(judicialArticles)('法释〔2016〕18号 %i has a rule', (article) => {
  const rules = catalogue.filter(({ articles }) => articles?.includes(`法释〔2016〕18号 ${article}`));
  expect(rules.length).toBeGreaterThan(0);
});

describe('every scenario', () => {
  it('has a name of its own within its file, and shows rules of the catalogue', () => {
    const names = everyScenario.map(({ place, scenario }) => `${place}: ${scenario.name}`);
    expect(names.filter((name, nth) => names.indexOf(name) !== nth)).toEqual([]);
    const unknown = everyScenario.flatMap(({ place, scenario: { name, shows } }) => {
      const strange = Object.keys(shows).filter((id) => !ids.includes(id));
      return Object.keys(shows).length === 0 || strange.length > 0
        ? [`${place}: ${name}: ${strange.join(', ')}`]
        : [];
    });
    expect(unknown).toEqual([]);
  });
  it('of listings that shows both sides has both answers', () => {
    const scenarios = listingTopics.flatMap((topic) => topic.scenarios);
    const lopsided = scenarios.filter(({ shows, cases }) => {
      const open = cases.some(({ gates }) => gates.length === 0);
      const closed = cases.some(({ gates }) => gates.length > 0);
      return Object.values(shows).includes('both') && !(open && closed);
    });
    expect(lopsided.map(({ name }) => name)).toEqual([]);
  });
  it('of rules that shows both sides has routes that differ', () => {
    const scenarios = profileTopics.flatMap((topic) => topic.scenarios);
    const lopsided = scenarios.filter(({ shows, is }) => {
      const values = new Set(Object.values(is).map((value) => JSON.stringify(value)));
      return Object.values(shows).includes('both') !== values.size > 1;
    });
    expect(lopsided.map(({ name }) => name)).toEqual([]);
  });
});

it('the table is as the scenarios are', async () => {
  await expect(await format(coverageTable(), { parser: 'markdown' })).toMatchFileSnapshot('coverage.md');
});
