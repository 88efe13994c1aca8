import { expect, onTestFinished, test, vi } from 'vitest';
import { refusal, withBot } from './bot.ts';

test('updates are given until an offset confirms them; ids grow by one', async () => {
  const { sandbox, api } = await withBot();
  const ann = sandbox.person();
  for (const text of ['a', 'b', 'c']) ann.say(text);
  const all = await api.getUpdates();
  const first = all[0]!.update_id;
  expect(all.map(({ update_id }) => update_id)).toEqual([first, first + 1, first + 2]);
  expect(await api.getUpdates({ offset: first, limit: 2 })).toHaveLength(2);
  expect(await api.getUpdates({ offset: first + 1, limit: 1 })).toMatchObject([{ message: { text: 'b' } }]);
  expect(sandbox.isConfirmed(first)).toBe(true);
  expect(sandbox.pendingCount).toBe(2);
  expect(await api.getUpdates()).toHaveLength(2);
  expect(await api.getUpdates({ offset: first + 3 })).toEqual([]);
});

test('a negative offset keeps only the last ones', async () => {
  const { sandbox, api } = await withBot();
  const ann = sandbox.person();
  for (const text of ['a', 'b', 'c']) ann.say(text);
  expect(await api.getUpdates({ offset: -2 })).toMatchObject([
    { message: { text: 'b' } },
    { message: { text: 'c' } },
  ]);
  expect(await api.getUpdates({ offset: -5 })).toHaveLength(2);
});

test('asked for the same again at once, it gives one update, or holds the call until there is one', async () => {
  const { sandbox, api } = await withBot();
  const ann = sandbox.person();
  const clock = vi.spyOn(performance, 'now').mockReturnValue(0);
  onTestFinished(() => clock.mockRestore());
  for (const text of ['a', 'b']) ann.say(text);
  expect(await api.getUpdates()).toHaveLength(2);
  expect(await api.getUpdates()).toMatchObject([{ message: { text: 'a' } }]);
  clock.mockReturnValue(500);
  const [, second] = await api.getUpdates();
  const offset = second!.update_id + 1;
  expect(await api.getUpdates({ offset })).toEqual([]);
  const held = api.getUpdates({ offset });
  const first = await Promise.race([held.then(() => 'answered'), api.getMe().then(() => 'held')]);
  expect(first).toBe('held');
  ann.say('c');
  expect(await held).toMatchObject([{ message: { text: 'c' } }]);
});

test('an offset far above all ids confirms nothing, as after a week when they start anew', async () => {
  const { sandbox, api } = await withBot();
  const { updateId } = sandbox.person().say('a');
  expect(await api.getUpdates({ offset: updateId! + 12 })).toMatchObject([{ update_id: updateId }]);
  expect(await api.getUpdates({ offset: updateId! + 11 })).toEqual([]);
  expect(sandbox.isConfirmed(updateId!)).toBe(true);
});

test('limit is brought between 1 and 100', async () => {
  const { sandbox, api } = await withBot();
  const ann = sandbox.person();
  for (let count = 0; count < 101; count++) ann.say('x');
  expect(await api.getUpdates({ limit: 500 })).toHaveLength(100);
  expect(await api.getUpdates({ limit: 0 })).toHaveLength(1);
});

test('a long poll is answered as soon as something arrives', async () => {
  const { sandbox, api } = await withBot();
  const poll = api.getUpdates({ timeout: 50 });
  await sandbox.events.waitFor(() => sandbox, { what: 'nothing', timeoutMs: 1 });
  sandbox.person().say('hi');
  expect(await poll).toMatchObject([{ message: { text: 'hi' } }]);
});

test('a long poll without updates ends empty when its time is up', async () => {
  const { api } = await withBot();
  const begin = performance.now();
  expect(await api.getUpdates({ timeout: 1 })).toEqual([]);
  expect(performance.now() - begin).toBeGreaterThan(900);
});

test('a second poller ends the first one with 409', async () => {
  const { sandbox, call } = await withBot();
  const first = call('getUpdates', { timeout: 50 });
  // The same connection pool may reorder: let the first one be there before the second one comes.
  await call('getMe');
  const second = call('getUpdates', { timeout: 50 });
  const loser = await Promise.race([first, second]);
  expect(loser).toEqual({
    httpStatus: 409,
    ok: false,
    error_code: 409,
    description:
      'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  });
  sandbox.person().say('hi');
  const outcomes = await Promise.all([first, second]);
  expect(outcomes.filter(({ ok }) => ok)).toMatchObject([{ result: [{ message: { text: 'hi' } }] }]);
});

test('with a webhook set there is no getUpdates, and setting one ends a poll', async () => {
  const { api, call } = await withBot();
  const poll = call('getUpdates', { timeout: 50 });
  await call('getMe');
  await api.setWebhook({ url: 'https://bot.example.com/hook' });
  expect(await poll).toMatchObject({ httpStatus: 409 });
  expect(await refusal(api.getUpdates())).toBe(
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
  );
});

test('kinds of update that are not allowed are not even kept; the choice is remembered', async () => {
  const { sandbox, api } = await withBot();
  const ann = sandbox.person();
  await api.getUpdates({ allowed_updates: ['message'] });
  const { messageId } = ann.say('hi');
  expect(ann.edit(messageId, 'ho').updateId).toBeNull();
  expect(await api.getUpdates()).toHaveLength(1);
  await api.getUpdates({ allowed_updates: [] });
  expect(ann.edit(messageId, 'hey').updateId).not.toBeNull();
  expect(sandbox.inject({ chat_member: {} })).toBeNull();
});

test('updates are kept for 24 hours', async () => {
  let hours = 0;
  const { sandbox, api } = await withBot({ now: () => new Date(1.7e12 + hours * 3_600_000) });
  const ann = sandbox.person();
  ann.say('old');
  hours = 23;
  ann.say('new');
  hours = 24.5;
  expect(await api.getUpdates()).toMatchObject([{ message: { text: 'new' } }]);
});

test('at most 100,000 updates wait', async () => {
  const { sandbox } = await withBot({ keepMessages: 10 });
  const ann = sandbox.person();
  for (let count = 0; count < 100_000; count++) ann.say('x');
  expect(ann.say('one too many').updateId).toBeNull();
  expect(sandbox.pendingCount).toBe(100_000);
});

test('a confirmed update can be sent again, with its id or under a new one', async () => {
  const { sandbox, api } = await withBot();
  const { updateId } = sandbox.person().say('hi');
  const next = updateId! + 1;
  await api.getUpdates({ offset: next });
  sandbox.redeliver(updateId!);
  expect(await api.getUpdates({ offset: next })).toMatchObject([{ update_id: updateId }]);
  expect(await api.getUpdates({ offset: next + 1 })).toEqual([]);
  expect(sandbox.redeliver(updateId!, { asNew: true })).toBe(next);
  expect(await api.getUpdates({ offset: next })).toMatchObject([
    { update_id: next, message: { text: 'hi' } },
  ]);
});

test('odd updates can be made by hand', async () => {
  const { sandbox, api } = await withBot();
  sandbox.inject({});
  sandbox.inject({ message: { message_id: 1, date: 0, chat: { id: -5, type: 'channel' }, text: 'no from' } });
  const updates = await api.getUpdates();
  expect(Object.keys(updates[0]!)).toEqual(['update_id']);
  expect(updates[1]).toMatchObject({ message: { text: 'no from' } });
});

test('confirmed() waits for the offset', async () => {
  const { sandbox, api } = await withBot();
  const { updateId } = sandbox.person().say('hi');
  const confirmed = sandbox.confirmed(updateId!);
  await api.getUpdates({ offset: updateId! + 1 });
  await confirmed;
  await expect(sandbox.confirmed(sandbox.person().say('x').updateId!, 5)).rejects.toThrow(
    'waited 5 ms for the bot to confirm update',
  );
});
