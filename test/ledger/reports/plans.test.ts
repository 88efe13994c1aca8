import { Kysely, PostgresDialect, type RawBuilder, sql } from 'kysely';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/ledger/storage/database.ts';
import type { Tables } from '../../../src/ledger/storage/tables.ts';
import { answerTo, budgetAll, type LongWriter, makeMonths } from '../../helpers/made-months.ts';
import { freshDatabase, type TestDatabase } from '../../helpers/postgres.ts';

/** What is asked of a long ledger is found by index: what it costs does not grow with what lies behind. */

interface Asked {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

let fresh: TestDatabase;
let pool: pg.Pool;
let database: Kysely<Tables>;
let writer: LongWriter;
const asked: Asked[] = [];

beforeAll(async () => {
  fresh = await freshDatabase();
  ({ pool } = openDatabase(fresh.url, { connections: 2, onIdleError: () => undefined }));
  database = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    log: ({ query }) => {
      asked.push(query);
    },
  });
  writer = await makeMonths(database, 1, 40_000);
  await makeMonths(database, 2, 20_000);
  await sql`vacuum analyze`.execute(database);
});
afterAll(async () => {
  await database.destroy();
  await fresh.drop();
});

interface Node {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Node[];
}

function scansOf(node: Node): readonly Node[] {
  const inner = (node.Plans ?? []).flatMap(scansOf);
  return node['Relation Name'] === undefined ? inner : [node, ...inner];
}

/** All scans of the tables that grow with a ledger, while this is answered. */
async function scansFor(text: string, by = writer): Promise<readonly Node[]> {
  return database.transaction().execute(async (ledger) => {
    asked.length = 0;
    await answerTo(ledger, by, text);
    const scans: Node[] = [];
    for (const { sql: statement, parameters } of [...asked]) {
      if (!/^\s*(select|with)\b/i.test(statement) || /\b(insert|update|delete)\b(?! of)/i.test(statement))
        continue;
      const explained = sql<{
        'QUERY PLAN': readonly { readonly Plan: Node }[];
      }>`explain (analyze, format json)
        ${sql.raw(filled(statement, parameters))}`;
      const { rows } = await explained.execute(ledger);
      scans.push(...rows.flatMap((row) => row['QUERY PLAN'].flatMap(({ Plan }) => scansOf(Plan))));
    }
    return scans.filter((scan) => /^(purchase|purchase_cue|day_total)$/.test(scan['Relation Name'] ?? ''));
  });
}

/** The statement with its parameters in it: nobody hostile wrote them. */
function filled(statement: string, parameters: readonly unknown[]): string {
  return statement.replaceAll(/\$(\d+)/g, (_, place: string) => literal(parameters[Number(place) - 1]));
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return `array[${value.map(literal).join(', ')}]`;
  if (typeof value === 'bigint' || typeof value === 'number' || typeof value === 'boolean')
    return String(value);
  return `'${String(value).replaceAll("'", "''")}'`;
}

describe('with 40,000 purchases, 600 of them in two months', () => {
  it.each([
    ['/today', 300],
    ['/week', 1_500],
    ['/month', 3_000],
    ['/show', 100],
    ['/search @"vendor 7" june', 1_500],
    ['/search "item 7" june 2026', 3_500],
    ['/search 9.99..10.00', 600],
    ['4.50 coffee @ Corner Café', 5_000],
  ])('%s reads no table from end to end, and at most %i rows', async (text, most) => {
    const scans = await scansFor(text);
    expect(scans.length).toBeGreaterThan(0);
    expect(scans.filter((scan) => scan['Node Type'] === 'Seq Scan')).toEqual([]);
    expect(rowsReadBy(scans)).toBeLessThanOrEqual(most);
  });
});

function rowsReadBy(scans: readonly Node[]): number {
  return scans.reduce(
    (sum, scan) => sum + (scan['Actual Rows'] + (scan['Rows Removed by Filter'] ?? 0)) * scan['Actual Loops'],
    0,
  );
}

it('what is left of a budget is not counted up from the purchases of a full month', async () => {
  const busy = await makeMonths(database, 3, 6_000, 3_000);
  const line = '4.50 coffee @ Corner Café';
  const without = rowsReadBy(await scansFor(line, busy));
  await budgetAll(database, busy);
  const reads = rowsReadBy(await scansFor(line, busy));
  expect(reads - without).toBeGreaterThan(0);
  expect(reads - without).toBeLessThan(1_000);
});

it('finds rows by an index where a table is empty, too: the plan stays when it has filled', async () => {
  const empty = await freshDatabase();
  const { database } = openDatabase(empty.url, { connections: 1, onIdleError: () => undefined });
  const planOf = async (statement: RawBuilder<unknown>) => {
    const { rows } = await sql<Record<string, string>>`explain ${statement}`.execute(database);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  };
  const undone = sql`account_id = 1 and person_id = 1 and state = 'undone'`;
  const settled = sql`id in (select unnest('{1,2,3}'::bigint[]))`;
  try {
    expect(await planOf(sql`update change set state = 'cleared' where ${undone}`)).toContain('change_walk');
    expect(await planOf(sql`delete from outbox where ${settled}`)).toContain('outbox_pkey');
  } finally {
    await database.destroy();
    await empty.drop();
  }
});
