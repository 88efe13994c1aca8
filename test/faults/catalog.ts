import type { Fault } from './fault.ts';
import { controls } from './kinds/controls.ts';
import { daemonFaults } from './kinds/daemons.ts';
import { otherFaults } from './kinds/others.ts';
import { postgresFaults } from './kinds/postgres.ts';
import { redisFaults } from './kinds/redis.ts';
import { telegramFaults } from './kinds/telegram.ts';

/** Everything that can be made to go wrong, in the order of the table. */
export const catalog: readonly Fault[] = [
  ...daemonFaults,
  ...redisFaults,
  ...postgresFaults,
  ...telegramFaults,
  ...otherFaults,
  ...controls,
];

/** The fault of this name. Throws with the names there are. */
export function faultNamed(name: string): Fault {
  const fault = catalog.find((one) => one.name === name);
  if (!fault)
    throw new Error(`there is no fault ${name}; there are: ${catalog.map((one) => one.name).join(', ')}`);
  return fault;
}
