import type { Costs, Scenario } from './world.ts';

/** The most that each resource could carry, in messages per second, if nothing else limited it; the least first. */
export function boundsOf(
  costs: Costs,
  scenario: Scenario,
): readonly { readonly what: string; readonly perSecond: number }[] {
  const { bots, daemonsPerBot, nodes, coresPerNode, sharedCores, redisNodes, sendLimit } = scenario;
  const daemons = bots * daemonsPerBot;
  const routingMs = scenario.placement === 'anywhere' && nodes > 1 ? costs.routingMs : 0;
  const inPostgresMs = costs.postgresMs + routingMs;
  const at = (servers: number, ms: number) => (servers * 1_000) / ms;
  const bounds = [
    { what: 'daemon CPU', perSecond: at(daemons, costs.daemonMs) },
    sharedCores === null
      ? { what: 'Postgres CPU', perSecond: at(nodes * coresPerNode, inPostgresMs) }
      : {
          what: 'the machine’s cores',
          perSecond: at(sharedCores, costs.daemonMs + inPostgresMs + costs.redisMs),
        },
    { what: 'Redis', perSecond: at(redisNodes, costs.redisMs) },
    { what: 'updates in hand', perSecond: at(bots * scenario.inHand, scenario.telegramMs) },
    { what: 'calls in flight', perSecond: at(daemons * 100, scenario.telegramMs) },
    ...(sendLimit > 0 ? [{ what: 'Telegram’s send limit', perSecond: bots * sendLimit }] : []),
  ];
  return bounds.sort((one, other) => one.perSecond - other.perSecond);
}
