import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { freshDatabase } from '../helpers/postgres.ts';
import { openTestStore, type StoreOnTrial } from '../helpers/store.ts';

let store: StoreOnTrial;

beforeEach(async () => {
  const fresh = await freshDatabase();
  store = await openTestStore(fresh.url);
  onTestFinished(async () => {
    await store.close();
    await fresh.drop();
  });
});

async function purchases() {
  return store.database.selectFrom('purchase').select(['item', 'category']).orderBy('number').execute();
}

test('an entry knows the names of those before it in its batch, and of those in earlier ones', async () => {
  await store.batch(['4 tea #drinks', '3 coffee drinks', '30 shoes #clothes']);
  await store.batch(['25 shirt clothes', '2 juice drinks']);
  expect(await purchases()).toEqual([
    { item: 'tea', category: 'drinks' },
    { item: 'coffee', category: 'drinks' },
    { item: 'shoes', category: 'clothes' },
    { item: 'shirt', category: 'clothes' },
    { item: 'juice', category: 'drinks' },
  ]);
});

test('what is undone in a batch is no name any more in what follows, whoever shares the account', async () => {
  await store.batch(['4 tea #drinks']);
  const { id } = await store.database.selectFrom('account').select('id').executeTakeFirstOrThrow();
  await store.database.insertInto('link').values({ bot_id: 7, person_id: 2, account_id: id }).execute();
  await store.batch(['/undo', [2, '3 coffee drinks']]);
  expect(await purchases()).toEqual([
    { item: 'tea', category: 'drinks' },
    { item: 'coffee drinks', category: null },
  ]);
});

test('an entry whose mark was lost is not made a second time, and is answered as before', async () => {
  await store.batch(['4 tea #drinks']);
  const said = () =>
    store.database.selectFrom('outbox').select('about').orderBy('id', 'desc').limit(1).execute();
  const before = await said();
  await store.database
    .deleteFrom('handled_update')
    .where('update_id', '=', BigInt(store.updates()))
    .execute();
  await store.batch(['4 tea #drinks'], store.updates());
  expect(await purchases()).toEqual([{ item: 'tea', category: 'drinks' }]);
  expect(await said()).toEqual(before);
  expect(before[0]?.about).toHaveLength(1);
});
