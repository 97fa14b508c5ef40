import { instant, later, MINUTE, SECOND } from '@reassign/shared/kernel/instant.ts';
import type { LotState } from '@reassign/shared/auctions/types.ts';
import { publicKey, type SimulatedServer, startServer } from '../../support/simulation/auction-house.ts';
import { bidNowAndThen, type Told } from '../../support/simulation/bidders.ts';
import { brokenPromises, type Evidence } from '../../support/simulation/checker.ts';
import { SimulatedDatabase, calm, storm } from '../../support/simulation/log-store.ts';
import { bidderNumbers, publishedLot } from '../../support/simulation/lots.ts';
import type { PlantedBug } from '../../support/simulation/planted-bugs.ts';
import { simulatedWorld, type World } from '../../support/simulation/world.ts';

const START = instant(Date.UTC(2026, 10, 23, 2));
const LONGEST_MS = 120 * MINUTE;

export interface HouseRun {
  readonly broken: readonly string[];
  readonly accepted: number;
  readonly refused: number;
  readonly kills: number;
}

/** Lots, bidders and two servers under one seed; `bug` is planted into every server, or the database. */
export async function runHouse(seed: number, bug: PlantedBug = {}): Promise<HouseRun> {
  const world = simulatedWorld(seed, START);
  const { dice } = world;
  const database = new SimulatedDatabase(world);
  database.fence = bug.fence ?? database.fence;
  const published = Array.from({ length: 1 + dice.below(3) }, () => publishedLot(dice, START));
  for (const { lotId, first } of published) database.begin(lotId, first);
  const lots = published.map(({ lotId }) => lotId);
  const checkpoints: { lotId: (typeof lots)[number]; note: string }[] = [];
  const told: Told[] = [];

  const hasLease = dice.chance(0.5);
  const start = (number: number): SimulatedServer =>
    startServer(world, database, {
      id: `server ${number}`,
      skewMs: dice.below(40) - 20,
      hasLease,
      lots,
      onCheckpoint: (lotId, note) => checkpoints.push({ lotId, note }),
      ...(bug.spoil === undefined ? {} : { spoil: bug.spoil }),
    });
  const servers = [start(1), ...(dice.chance(0.7) ? [start(2)] : [])];

  const isBusy = (): boolean =>
    world.now() < START + 4 * SECOND ||
    servers.some(({ sequencer }) =>
      lots.some((lotId) => isAboutToEnd(sequencer.peek(lotId)?.state.lot, world)),
    );
  const faults = { kills: 0, areOver: false };
  void makeTrouble(world, database, servers, start, faults, isBusy);
  const bidders = bidderNumbers.map((bidderNumber) =>
    bidNowAndThen({
      world,
      bidderNumber,
      lots,
      servers: () => servers,
      bids: 2 + dice.below(8),
      committedSeq: (lotId) => database.seqOf(lotId),
      told: (answer) => told.push(answer),
    }),
  );
  let isQuiet = false;
  void Promise.all(bidders).then(() => {
    faults.areOver = true;
    isQuiet = true;
  });

  const hasEnded = (): boolean => isQuiet && lots.every((lotId) => isClosed(database, lotId));
  const isOver = await world.run(hasEnded, later(START, LONGEST_MS));
  for (const server of servers) server.kill();

  const logs = new Map(lots.map((lotId) => [lotId, database.logs.get(lotId)?.entries ?? []]));
  const evidence: Evidence = { logs, told, checkpoints, publicKey };
  const accepted = told.filter(({ outcome }) => outcome.ok).length;
  const broken = [...(isOver ? [] : ['the lots never ended']), ...brokenPromises(evidence)];
  return { broken, accepted, refused: told.length - accepted, kills: faults.kills };
}

const isAboutToEnd = (state: LotState | undefined, world: World): boolean =>
  state?.phase === 'open' && state.closesAt - world.now() < SECOND;

function isClosed(database: SimulatedDatabase, lotId: Parameters<SimulatedDatabase['seqOf']>[0]): boolean {
  const last = database.logs.get(lotId)?.entries.at(-1);
  return last?.type === 'LotSold' || last?.type === 'LotUnsold';
}

/** Storms between servers and database, and servers that die and come back under the same id. */
async function makeTrouble(
  world: World,
  database: SimulatedDatabase,
  servers: SimulatedServer[],
  start: (number: number) => SimulatedServer,
  faults: { kills: number; areOver: boolean },
  isBusy: () => boolean,
): Promise<void> {
  const { dice } = world;
  await world.pause(dice.below(2) * SECOND);
  while (!faults.areOver) {
    database.weather = dice.chance(0.5) ? storm : calm;
    await world.pause(dice.below(400));
    // Minutes without a bid are not worth breaking; the seconds around an end are.
    if (!isBusy()) {
      await world.pause(500);
      continue;
    }
    if (!dice.chance(0.2)) continue;
    const place = dice.below(servers.length);
    servers[place]?.kill();
    faults.kills++;
    await world.pause(dice.below(300));
    servers[place] = start(place + 1);
  }
  database.weather = calm;
}
