import { describe, expect, it } from 'vitest';
import * as bugs from '../../support/simulation/planted-bugs.ts';
import type { PlantedBug } from '../../support/simulation/planted-bugs.ts';
import { runHouse } from './run-house.ts';

const SEEDS = 40;

/** The first thing the checker says over some seeds. */
async function complaints(bug: PlantedBug): Promise<string[]> {
  const said: string[] = [];
  for (let seed = 1; seed <= SEEDS && said.length === 0; seed++) {
    said.push(...(await runHouse(seed, bug)).broken);
  }
  return said;
}

describe('The checker of the simulation', () => {
  it.each([
    ['an answer before the commit', bugs.answerBeforeCommit, /acknowledged|not in the log|not of this log/],
    ['a failed append taken for a success', bugs.ignoreFailure, /not in the log|not of this log/],
    ['a stale fence taken for a success', bugs.ignoreFence, /not in the log|not of this log/],
    ['appends without a fence', bugs.noFence, /stands at place|not chain/],
    ['commands forgotten when a lot is taken again', bugs.forgetDuplicates, /refused after it was accepted/],
    [
      'a lot taken again with the state it had',
      bugs.reuseStaleState,
      /stands at place|does not replay|not chain/,
    ],
  ])('notices %s', async (_, bug, complaint) => {
    expect((await complaints(bug)).join('\n')).toMatch(complaint);
  });
});
