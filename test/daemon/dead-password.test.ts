import { expect, it, onTestFinished } from 'vitest';
import { freshDatabase } from '../helpers/postgres.ts';
import { openTestStore } from '../helpers/store.ts';

it('a password that cannot be handled is deleted from the chat all the same', async () => {
  const fresh = await freshDatabase();
  onTestFinished(() => fresh.drop());
  const { batch, bury, updates, close } = await openTestStore(fresh.url);
  onTestFinished(close);
  const sorry = { do: 'say', text: [{ key: 'sorry-failed' }] };
  await batch(['/abort']);
  expect(await bury('3 tea')).toMatchObject([sorry]);
  expect(await bury('/password battery staple')).toMatchObject([
    { do: 'delete', messageId: updates() },
    sorry,
  ]);
  expect(await bury('/password')).toMatchObject([sorry]);
  await batch(['/password']);
  expect(await bury('/help')).toMatchObject([sorry]);
  expect(await bury('battery staple')).toMatchObject([{ do: 'delete', messageId: updates() }, sorry]);
});
