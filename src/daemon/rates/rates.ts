import type { Logger } from 'pino';
import { awakenMissing, convertDue } from '../../ledger/rates/conversions.ts';
import { importRates, latestRateDay } from '../../ledger/rates/table.ts';
import type { Database } from '../../ledger/storage/database.ts';
import type { Clock } from '../clock.ts';
import { createClosers } from '../process/lifecycle.ts';
import { reaching } from '../store.ts';
import { startConversions } from './conversions.ts';
import { startRateFeed } from './feed.ts';
import { ratesAt } from './fetch.ts';

/** Converts purchases once their rates are there, and fetches rates from `url` unless it is null. */
export function startRates(options: { database: Database; url: string | null; clock: Clock; log: Logger }): {
  stop(): Promise<void>;
} {
  const { database, url, clock, log } = options;
  const closers = createClosers();

  const pending = {
    convertDue: (limit: number) =>
      reaching(() => database.transaction().execute((ledger) => convertDue(ledger, limit))),
    awaken: () => reaching(() => database.transaction().execute(awakenMissing)),
  };
  const conversions = startConversions({ pending, clock, log });
  closers.add(() => conversions.stop());

  if (url !== null) {
    const table = {
      latestDay: () => reaching(() => latestRateDay(database)),
      import: (days: Parameters<typeof importRates>[1]) => reaching(() => importRates(database, days)),
    };
    const feed = startRateFeed({ table, fetch: ratesAt(url), clock, log });
    closers.add(() => feed.stop());
  }
  return { stop: () => closers.closeAll() };
}
