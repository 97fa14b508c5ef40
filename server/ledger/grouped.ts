/** Something to be written, and who waits for its answer. */
interface Waiting<Work, Answer> {
  readonly work: Work;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** One write carries at most this much: a round of it stays within milliseconds. */
const MOST_IN_A_GROUP = 200;
/** While the database works on one, the next is made ready. */
const MOST_WRITES = 2;

/**
 * Writes together what arrives together (group commit): while writes are on their way the next one collects, so the busier
 * the server, the larger the groups. Answers come in the order of the work. A group that cannot be written is written
 * one by one, so that a single bad piece fails alone.
 */
export function grouped<Work, Answer>(
  write: (group: readonly Work[]) => Promise<readonly Answer[]>,
): (work: Work) => Promise<Answer> {
  let waiting: Waiting<Work, Answer>[] = [];
  let writers = 0;

  async function writeGroups(): Promise<void> {
    writers += 1;
    // What is asked for in the same turn goes together, also the first time.
    await Promise.resolve();
    while (waiting.length > 0) {
      const group = waiting.slice(0, MOST_IN_A_GROUP);
      waiting = waiting.slice(MOST_IN_A_GROUP);
      await settle(group);
    }
    writers -= 1;
  }

  async function settle(group: readonly Waiting<Work, Answer>[]): Promise<void> {
    try {
      const answers = await write(group.map(({ work }) => work));
      for (const [index, { resolve }] of group.entries()) resolve(answers[index] as Answer);
    } catch (error) {
      if (group.length === 1) group[0]?.reject(error);
      else for (const one of group) await settle([one]);
    }
  }

  return (work) =>
    new Promise((resolve, reject) => {
      waiting.push({ work, resolve, reject });
      if (writers < MOST_WRITES) void writeGroups();
    });
}
