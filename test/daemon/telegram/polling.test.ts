import { expect, onTestFinished, test, vi } from 'vitest';
import { createApi } from '../../../src/daemon/telegram/client.ts';
import { TokenRefused } from '../../../src/daemon/telegram/errors.ts';
import { type PollOptions, type PollPace, poll } from '../../../src/daemon/telegram/polling.ts';
import { startSandbox } from '../../../src/sandbox/sandbox.ts';
import { apiError, fakeIntake, fakeTelegram, keptLog, update } from './fake-updates.ts';
import { answerJson, deferred, serveHttp, someTurns, token } from './servers.ts';

const quick: Partial<PollPace> = {
  retryMs: 2,
  longestRetryMs: 10,
  conflictMs: 2,
  longestConflictMs: 10,
  calmMs: 20,
  sameAgainMs: 40,
  refused: { firstMs: 1, longestMs: 5 },
};

/** Polls until the test ends; `stop` aborts and awaits the end. */
function start(api: PollOptions['api'], offer: PollOptions['offer'], pace: Partial<PollPace> = {}) {
  const abort = new AbortController();
  const kept = keptLog();
  const states: string[] = [];
  const polling = poll({
    api,
    offer,
    signal: abort.signal,
    log: kept.log,
    onState: (state) => states.push(state),
    pace: { ...quick, ...pace },
  });
  polling.catch(() => {});
  onTestFinished(() => abort.abort());
  const stop = () => {
    abort.abort();
    return polling;
  };
  return { ...kept, states, polling, stop, abort };
}

function setUp(pace: Partial<PollPace> = {}) {
  const telegram = fakeTelegram();
  const intake = fakeIntake();
  const begin = () => start(telegram.api, intake.offer, pace);
  return { telegram, intake, begin };
}

test('the first call tells at once whether Telegram answers; then it waits there', async () => {
  const { telegram, begin } = setUp();
  const { states } = begin();
  await telegram.called();
  expect(telegram.calls).toEqual([
    { offset: undefined, timeout: 0 },
    { offset: undefined, timeout: 50 },
  ]);
  expect(states).toEqual(['polling']);
});

test('updates are offered in order and confirmed once handled', async () => {
  const { telegram, intake, begin } = setUp();
  telegram.say([10, 11, 12]);
  begin();
  await intake.offered(3);
  expect(intake.ids()).toEqual([10, 11, 12]);
  await telegram.called();
  expect(telegram.ids()).toEqual([10, 11, 12]);
  intake.handle(10, 11, 12);
  expect(await telegram.called(13)).toEqual({ offset: 13, timeout: 50 });
  expect(intake.ids()).toEqual([10, 11, 12]);
});

test('only the handled ones before the first unhandled one are confirmed', async () => {
  const { telegram, intake, begin } = setUp();
  telegram.say([10, 11, 12]);
  begin();
  await intake.offered(3);
  intake.handle(12, 10);
  expect(await telegram.called(11)).toEqual({ offset: 11, timeout: 0 });
  await telegram.called();
  expect(telegram.calls.map(({ offset }) => offset)).not.toContain(13);
  intake.handle(11);
  expect(await telegram.called(13)).toEqual({ offset: 13, timeout: 50 });
});

test('a slow update delays nobody else, and nothing is offered twice', async () => {
  const { telegram, intake, begin } = setUp();
  telegram.say([10]);
  begin();
  await intake.offered(1);
  for (const id of [11, 12, 13]) {
    telegram.say([id]);
    await intake.offered(id - 9);
    intake.handle(id);
  }
  await telegram.called();
  expect(telegram.ids()).toEqual([10, 11, 12, 13]);
  expect(intake.ids()).toEqual([10, 11, 12, 13]);
  intake.handle(10);
  expect(await telegram.called(14)).toEqual({ offset: 14, timeout: 50 });
});

test('while one is slow, polling is paced', async () => {
  const { telegram, intake, begin } = setUp({ againMs: 10, sameAgainMs: 80 });
  telegram.say([10]);
  begin();
  await intake.offered(1);
  const from = performance.now();
  while (telegram.calls.length < 5) await telegram.called(); // the first brought it; then after 10, 80, 80, 80 ms
  expect(performance.now() - from).toBeGreaterThan(200);
});

test('a slow update delays nobody else, although Telegram gives a single one to who asks for the same again at once', async () => {
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.stop());
  const intake = fakeIntake();
  const abort = new AbortController();
  const { log } = keptLog();
  const polling = poll({
    api: createApi(sandbox.token, sandbox.url),
    offer: intake.offer,
    signal: abort.signal,
    log,
  });
  sandbox.person({ id: 6 }).say('a slow one');
  await intake.offered(1);
  for (const id of [7, 8, 9]) {
    sandbox.person({ id }).say('coffee');
    await intake.offered(id - 5);
  }
  abort.abort();
  intake.handle(...intake.ids());
  await polling;
  expect(sandbox.pendingCount).toBe(0);
});

test('with a hundred in hand there is nothing to poll for until the first is handled', async () => {
  const { telegram, intake, begin } = setUp({ againMs: 1, sameAgainMs: 1 });
  telegram.say(Array.from({ length: 150 }, (_, index) => index));
  begin();
  await intake.offered(100);
  const before = telegram.calls.length;
  intake.handle(...Array.from({ length: 98 }, (_, index) => index + 1));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(telegram.calls.length).toBeLessThanOrEqual(before + 1);
  intake.handle(0);
  await intake.offered(150);
  expect(intake.ids()).toEqual(Array.from({ length: 150 }, (_, index) => index));
});

test('an update that was not handled is offered again and not confirmed before', async () => {
  const { telegram, intake, begin } = setUp();
  telegram.say([10, 11]);
  begin();
  await intake.offered(2);
  intake.handle(11);
  intake.refuse(10);
  await intake.offered(3);
  intake.refuse(10);
  await intake.offered(4);
  expect(intake.ids()).toEqual([10, 11, 10, 10]);
  expect(telegram.ids()).toEqual([10, 11]);
  intake.handle(10);
  await telegram.called(12);
});

test('what waits to be offered again is not overtaken by its own chat, but by others', async () => {
  const { telegram, intake, begin } = setUp({ refused: { firstMs: 60, longestMs: 60 } });
  telegram.say([10], 1);
  begin();
  await intake.offered(1);
  intake.refuse(10);
  telegram.say([11], 1);
  telegram.say([12], 2);
  await intake.offered(4);
  expect(intake.ids()).toEqual([10, 12, 10, 11]);
});

test('an intake that throws something else is logged and asked again', async () => {
  const telegram = fakeTelegram();
  telegram.say([10]);
  let calls = 0;
  const { saying } = start(telegram.api, () => {
    calls += 1;
    if (calls === 1) throw new Error('the database is on fire');
    return Promise.resolve();
  });
  await telegram.called(11);
  expect([calls, saying(/on fire/)]).toEqual([2, 1]);
});

test('what another poller confirmed meanwhile is forgotten', async () => {
  const { telegram, intake, begin } = setUp({ againMs: 1, sameAgainMs: 1 });
  telegram.say([10, 11]);
  const { saying } = begin();
  await intake.offered(2);
  telegram.clear();
  intake.refuse(10);
  intake.handle(11);
  expect(await telegram.called(12)).toEqual({ offset: 12, timeout: 50 });
  expect(saying(/no longer has this update/)).toBe(1);
  expect(intake.ids()).toEqual([10, 11]);
});

test('ids that restart below the last ones are handled like any others', async () => {
  const { telegram, intake, begin } = setUp();
  telegram.say([900]);
  begin();
  await intake.offered(1);
  intake.handle(900);
  await telegram.called(901);
  while (telegram.ids().length > 0) await new Promise(setImmediate);
  telegram.restartIds();
  telegram.say([5, 6]);
  await intake.offered(3);
  intake.handle(5, 6);
  await telegram.called(7);
  expect(intake.ids()).toEqual([900, 5, 6]);
});

test('what nobody can handle is confirmed, or passed over', async () => {
  const { telegram, intake, begin } = setUp();
  const deep = JSON.parse(`{"update_id":10,"x":${'['.repeat(200_000)}${']'.repeat(200_000)}}`);
  telegram.push(deep, { hello: 1 }, update(11, 1));
  begin();
  await intake.offered(1);
  intake.handle(11);
  await telegram.called(12);
  expect(intake.ids()).toEqual([11]);
});

test.each([
  ['nonsense for ever', [[null], ['x'], [{}]] as unknown[]],
  ['no list', [{ update_id: 1 }, true, null] as unknown[]],
])('an answer of %s is backed off from', async (_, answers) => {
  let calls = 0;
  const getUpdates = async () => answers[calls++ % answers.length] as never;
  const { states, saying } = start({ getUpdates }, async () => {}, { retryMs: 20, longestRetryMs: 20 });
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(calls).toBeLessThan(10);
  expect(states).toEqual(['unreachable']);
  expect(saying(/cannot be reached/)).toBe(1);
});

test('a server that answers empty at once is not hammered', async () => {
  let calls = 0;
  const getUpdates = async () => {
    calls += 1;
    return [] as never;
  };
  start({ getUpdates }, async () => {});
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(calls).toBeLessThan(10);
});

test('trouble is waited out, logged once, and told', async () => {
  const { telegram, intake, begin } = setUp();
  const network = () => new Error('socket hang up');
  telegram.failures.push(network(), network(), apiError(502, 'Bad Gateway'), network());
  const { states, saying } = begin();
  telegram.say([10]);
  await intake.offered(1);
  expect(states).toEqual(['unreachable', 'polling']);
  expect([saying(/cannot be reached/), saying(/polling goes on/)]).toEqual([1, 1]);
});

test('a 429 is waited for as long as it says', async () => {
  const { telegram, intake, begin } = setUp();
  telegram.failures.push(apiError(429, 'Too Many Requests: retry after 1', { retry_after: 1 }));
  telegram.say([10]);
  const from = performance.now();
  begin();
  await intake.offered(1);
  expect(performance.now() - from).toBeGreaterThan(990);
});

test('a second poller is waited out, and taken over from', async () => {
  const { telegram, intake, begin } = setUp({ calmMs: 60_000 });
  const now = vi.spyOn(performance, 'now');
  const conflict = () => apiError(409, 'Conflict: terminated by other getUpdates request');
  telegram.failures.push(conflict(), conflict(), conflict());
  const { states, saying } = begin();
  while (telegram.calls.length < 4) await telegram.called();
  telegram.say([10]);
  await intake.offered(1);
  expect(states).toEqual(['conflict']); // not yet known to be over
  expect(saying(/another program polls/)).toBe(1);
  now.mockReturnValue(performance.now() + 60_000);
  intake.handle(10);
  await telegram.called(11);
  telegram.say([11]);
  await intake.offered(2);
  expect(states).toEqual(['conflict', 'polling']);
});

test('a webhook that is set meanwhile is named', async () => {
  const { telegram, intake, begin } = setUp();
  telegram.failures.push(apiError(409, "Conflict: can't use getUpdates method while webhook is active"));
  telegram.say([10]);
  const { states, saying } = begin();
  await intake.offered(1);
  expect(states).toEqual(['conflict', 'polling']);
  expect(saying(/spndr webhook delete/)).toBe(1);
});

test.each([
  [401, 'Unauthorized'],
  [404, 'Not Found'],
])('a refused token (%d) ends it', async (code, description) => {
  const { telegram, begin } = setUp();
  telegram.failures.push(apiError(code, description));
  await expect(begin().polling).rejects.toThrow(TokenRefused);
});

test('on abort it waits for what is in hand and confirms what is handled', async () => {
  const { telegram, intake, begin } = setUp({ againMs: 10_000, sameAgainMs: 10_000 });
  telegram.say([10, 11, 12]);
  const { stop } = begin();
  await intake.offered(3);
  intake.handle(10);
  let ended = false;
  const stopped = stop().finally(() => {
    ended = true;
  });
  await someTurns();
  expect(ended).toBe(false);
  intake.handle(11);
  await someTurns();
  expect(ended).toBe(false);
  intake.refuse(12);
  await stopped;
  expect(telegram.calls.at(-1)).toEqual({ offset: 12, timeout: 0 });
  expect(telegram.ids()).toEqual([12]);
});

test('on abort with nothing to confirm it says nothing more', async () => {
  const { telegram, begin } = setUp();
  const { stop } = begin();
  await telegram.called();
  await stop();
  expect(telegram.calls.length).toBe(2);
});

test('a failing last confirmation is no failure', async () => {
  const { telegram, intake, begin } = setUp({ againMs: 10_000, sameAgainMs: 10_000 });
  telegram.say([10]);
  const { stop, saying } = begin();
  await intake.offered(1);
  telegram.failures.push(new Error('socket hang up'));
  const stopped = stop();
  intake.handle(10);
  await stopped;
  expect(saying(/not confirmed/)).toBe(1);
});

test('over a real connection: an error page, a silent server, then updates; an abort hangs up at once', async () => {
  const { offer, offered, handle } = fakeIntake();
  const answered = deferred();
  const hungUp = deferred();
  let calls = 0;
  const root = await serveHttp((request, response) => {
    calls += 1;
    if (calls === 1) return response.writeHead(502).end('<html>Bad Gateway</html>');
    if (calls === 2) return undefined; // the client gives up by itself
    if (calls === 3) return answerJson(response, { ok: true, result: [update(10, 1)] });
    if (calls > 4) return answerJson(response, { ok: true, result: [] });
    expect(request.body.get('allowed_updates')).toBe('["message","edited_message","callback_query"]');
    response.once('close', hungUp.resolve);
    return answered.resolve();
  });
  const { stop, states } = start(createApi(token, root, { timeoutMs: 100 }), offer);
  await offered(1);
  handle(10);
  await answered.promise;
  const stopped = stop();
  await hungUp.promise;
  await stopped;
  expect(states).toEqual(['unreachable', 'polling']);
});
