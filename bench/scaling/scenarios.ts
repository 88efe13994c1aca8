import type { Scenario } from './world.ts';

/**
 * A scenario to simulate: at `perSecond` messages or, if that is null, with more than it can carry and then with most
 * of that.
 */
export interface Part {
  readonly what: string;
  readonly scenario: Scenario;
  readonly perSecond: number | null;
}

/**
 * One bot on Telegram itself, which leaves at most 100 updates unconfirmed, with a round trip of 40 ms and no send
 * limit.
 */
const alone: Scenario = {
  bots: 1,
  daemonsPerBot: 1,
  nodes: 1,
  coresPerNode: 2,
  sharedCores: null,
  redisNodes: 1,
  partitions: 16,
  together: Number.POSITIVE_INFINITY,
  placement: 'anywhere',
  inHand: 100,
  telegramMs: 40,
  networkMs: 0.2,
  sendLimit: 0,
};

/** The same on a local Bot API server, which allows more. */
const own: Scenario = { ...alone, inHand: 1_000, telegramMs: 2 };
const machine: Scenario = { ...alone, sharedCores: 2, telegramMs: 0.2, networkMs: 0.05 };
const two: Scenario = { ...own, daemonsPerBot: 4, nodes: 2 };

/** Telegram's two limits, in replies per second and bot, and the share of them to be used. */
export const sendLimits = { usual: 30, paid: 1_000, used: 0.8 } as const;

/** Layouts that do not depend on the number of accounts. */
export const layouts: readonly Part[] = [
  ...[1, 2, 4].map((daemons) => ({
    what: 'one machine of 2 cores for everything, Telegram close by',
    scenario: { ...machine, daemonsPerBot: daemons },
  })),
  ...[1, 2, 4].map((daemons) => ({
    what: 'Telegram 40 ms away, 100 connections',
    scenario: { ...alone, daemonsPerBot: daemons },
  })),
  ...[1, 2, 4].map((daemons) => ({
    what: 'own Bot API server, 1,000 in hand',
    scenario: { ...own, daemonsPerBot: daemons },
  })),
  { what: '… at most 4 partitions a batch', scenario: { ...own, daemonsPerBot: 4, together: 4 } },
  { what: '2 nodes, batches as today: each spans both', scenario: two },
  { what: '… at most 4 partitions a batch', scenario: { ...two, together: 4 } },
  {
    what: '… and each partition’s accounts on one node',
    scenario: { ...two, together: 4, placement: 'by-partition' as const },
  },
  {
    what: '… and 64 partitions, at most 8 a batch',
    scenario: { ...two, partitions: 64, together: 8, placement: 'by-partition' as const },
  },
].map((part) => ({ ...part, perSecond: null }));

/** Layouts for the smaller and the larger number of accounts, given their messages per second at the peak. */
export function crowds(million: number, hundredMillion: number): readonly Part[] {
  const { usual, paid, used } = sendLimits;
  const botsFor = (perSecond: number, limit: number) => Math.ceil(perSecond / (limit * used));
  const many = { ...alone, bots: botsFor(hundredMillion, paid), sendLimit: paid, redisNodes: 4, nodes: 16 };
  return [
    {
      what: '10⁶ accounts, one bot, 30 replies/s',
      scenario: { ...alone, sendLimit: usual },
      perSecond: million,
    },
    {
      what: '10⁶ accounts, bots of 30 replies/s',
      scenario: { ...alone, bots: botsFor(million, usual), sendLimit: usual },
      perSecond: million,
    },
    {
      what: '10⁶ accounts, one bot, 1,000 replies/s',
      scenario: { ...alone, sendLimit: paid },
      perSecond: million,
    },
    {
      what: '10⁸ accounts, bots of 1,000, one node of 16 cores',
      scenario: { ...many, nodes: 1, coresPerNode: 16 },
      perSecond: hundredMillion,
    },
    {
      what: '10⁸ accounts, bots of 1,000, a node for each bot or two',
      scenario: { ...many, placement: 'by-bot' },
      perSecond: hundredMillion,
    },
    { what: '10⁸ accounts, bots of 1,000, accounts on any node', scenario: many, perSecond: hundredMillion },
    {
      what: '10⁸ accounts, bots of 30, a node for many bots',
      scenario: { ...many, bots: botsFor(hundredMillion, usual), sendLimit: usual, placement: 'by-bot' },
      perSecond: hundredMillion,
    },
  ];
}
