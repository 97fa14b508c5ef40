import { describe, expect, it } from 'vitest';
import { newestProfile, profiles } from '@reassign/shared/listings/profile.ts';
import { ask } from './remote-driver.ts';
import { readTopics, type Titled } from './scenario.ts';

/** One row of the table of routes (3-trading-rules §3.1): what each of them says. */
export interface ProfileScenario extends Titled {
  readonly rule: string;
  readonly is: Readonly<Record<string, unknown>>;
}

/** The first version of every route, by its name. */
export type AskProfiles = () => Promise<Readonly<Record<string, Readonly<Record<string, unknown>>>>>;

export const pureProfiles: AskProfiles = () =>
  Promise.resolve(Object.fromEntries(profiles.map(({ route }) => [route, newestProfile(route)])));

export const remoteProfiles =
  (base: () => string): AskProfiles =>
  async () => {
    const { body } = await ask(`${base()}/api/v1/profiles`);
    const { items } = body as { items: { profile: { route: string; version: number } }[] };
    const first = items.filter(({ profile }) => profile.version === 1);
    return Object.fromEntries(first.map(({ profile }) => [profile.route, profile]));
  };

export const profileTopics = readTopics<ProfileScenario>('rules');

/** Every row as a test. */
export function playProfiles(askProfiles: AskProfiles): void {
  for (const { topic, about, scenarios } of profileTopics)
    describe(`${topic}: ${about}`, () => {
      it.each(scenarios)('$name', async ({ rule, is }) => {
        const said = Object.entries(await askProfiles()).map(([route, rules]) => [route, rules[rule]]);
        expect(Object.fromEntries(said)).toEqual(is);
      });
    });
}
