import type { Logger } from 'pino';
import { forgetOldRequests } from '../../ledger/accounts/links.ts';
import { forgetOldFailures } from '../../ledger/accounts/log-in-failures.ts';
import type { Database } from '../../ledger/storage/database.ts';
import { forgetOldTalk } from '../../ledger/updates/conversations.ts';
import { forgetOldMarks } from '../../ledger/updates/handled.ts';
import type { Clock } from '../clock.ts';

const tidyMs = 3_600_000;

const all = [forgetOldMarks, forgetOldFailures, forgetOldRequests, forgetOldTalk];

/**
 * Deletes, now and every hour, the marks of updates that Telegram will not send again, and what was kept about people
 * who tried to get in long ago.
 */
export function startTidying(options: { database: Database; clock: Clock; log: Logger }): {
  stop(): Promise<void>;
} {
  const { database, clock, log } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const tidied = (async () => {
    while (!signal.aborted) {
      for (const forget of all)
        await forget(database).catch((error: unknown) => log.debug({ err: error }, 'tidying failed'));
      await clock.sleep(tidyMs, signal);
    }
  })();
  return {
    stop() {
      stopping.abort();
      return tidied;
    },
  };
}
