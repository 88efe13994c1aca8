import type { Database } from '../../ledger/storage/database.ts';
import { hasOtherPepper, runningDaemons } from '../../ledger/updates/daemons.ts';

/**
 * Throws if a daemon of the bot runs with a pepper that is neither `pepper` nor `oldPepper`: each would take right
 * passwords for wrong, and could not open what the other has queued.
 */
export async function requireSamePepper(
  database: Database,
  options: { botId: number; pepper: string; oldPepper: string | null },
): Promise<void> {
  const { botId, pepper, oldPepper } = options;
  const peppers = oldPepper === null ? [pepper] : [pepper, oldPepper];
  const other = (await runningDaemons(database)).find(
    (daemon) => daemon.botId === BigInt(botId) && hasOtherPepper(daemon, peppers),
  );
  if (other)
    throw new Error(
      `this bot's daemon ${other.host} ${other.pid} runs with another pepper: set SPNDR_PEPPER to the same for all of them, or copy the file pepper from the data directory of that one`,
    );
}
