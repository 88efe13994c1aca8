import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayAt } from '../../src/ledger/day.ts';
import type { Shown } from '../../src/sandbox/chats.ts';
import type { Person } from '../../src/sandbox/people.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { type RunningDaemon, spawnDaemon } from '../helpers/daemon.ts';
import { freePort } from '../helpers/ports.ts';
import { freshDatabase, type TestDatabase } from '../helpers/postgres.ts';
import { quickHashing } from '../helpers/quick-hashing.ts';
import { freshRedis } from '../helpers/redis.ts';
import {
  codeIn,
  deedAt,
  parse,
  pictureLine,
  type Seen,
  type Step,
  seenAt,
  timeless,
} from '../helpers/transcript.ts';

/**
 * Every transcript against the real daemon, in both modes and on both buffers, all of them at the same time; some of them
 * with mode and buffer the other way round.
 */

const folder = new URL('../dialogues/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.chat'));

const some = ['entry', 'undo', 'new', 'sign-up', 'settings'].map((name) => `${name}.chat`);

describe.each([
  { mode: 'polling', buffer: 'postgres', played: files },
  { mode: 'webhook', buffer: 'redis', played: files },
  { mode: 'polling', buffer: 'redis', played: some },
  { mode: 'webhook', buffer: 'postgres', played: some },
] as const)('$mode, buffered in $buffer', ({ mode, buffer, played }) => {
  let sandbox: Sandbox;
  let database: TestDatabase;
  let daemon: RunningDaemon;
  let watcher: pg.Pool;
  let settled: Settled;

  beforeAll(async () => {
    sandbox = await startSandbox();
    database = await freshDatabase();
    watcher = new pg.Pool({ connectionString: database.url, application_name: 'test', max: 1 });
    settled = createWatch(watcher);
    const port = await freePort();
    daemon = spawnDaemon({
      mode,
      env: {
        ...quickHashing,
        SPNDR_BOT_TOKEN: sandbox.token,
        SPNDR_TELEGRAM_API: sandbox.url,
        DATABASE_URL: database.url,
        ...(buffer === 'redis' ? { REDIS_URL: await freshRedis() } : {}),
        ...(mode === 'webhook'
          ? {
              SPNDR_WEBHOOK_URL: `http://127.0.0.1:${port}/telegram`,
              SPNDR_WEBHOOK_LISTEN: `127.0.0.1:${port}`,
            }
          : {}),
      },
    });
    await daemon.logged('running');
  });

  afterAll(async () => {
    expect(await daemon.stop()).toBe(0);
    await sandbox.stop();
    await watcher.end();
    await database.drop();
  });

  test.concurrent.each(played)('%s', { timeout: 240_000 }, async (file) => {
    for (const take of ['first', 'second']) {
      const steps = parse(ownAddresses(file, take));
      const days = daysIn(steps);
      try {
        const stage = createStage(sandbox, settled);
        for (const step of steps) {
          expect(await stage.play(step), `${file}, line ${step.line}`).toEqual(seenAt(step, new Date()));
        }
        return;
      } catch (error) {
        // what was bought today before midnight was bought yesterday behind it
        if (take === 'second' || daysIn(steps) === days) throw error;
      }
    }
  });
});

/** The transcript with e-mail addresses that no other transcript or take of it uses: they share one ledger here. */
function ownAddresses(file: string, take: string): string {
  const text = readFileSync(new URL(file, folder), 'utf8');
  return text.replaceAll(/(?<!name)@example\./g, `@${take}.${file.replace('.chat', '')}.example.`);
}

/** Which day it is now for each who speaks. */
function daysIn(steps: readonly Step[]): string {
  return steps.map(({ speaks }) => dayAt(new Date(), speaks.timeZone)).join();
}

const photo = { name: 'a.png', type: 'image/png', bytes: Buffer.from('not really a picture') };

/** Telegram's own object for a message of each kind that is not text. */
const attachments: Record<string, Parameters<Person['send']>[0]> = {
  photo: { photo },
  file: { document: { name: 'a.txt', type: 'text/plain', bytes: Buffer.from('words') } },
  sticker: { sticker: { file_id: 's', file_unique_id: 's', type: 'regular', width: 1, height: 1 } },
  voice: { voice: { file_id: 'v', file_unique_id: 'v', duration: 1 } },
  video: { video: { file_id: 'v', file_unique_id: 'v', duration: 1, width: 1, height: 1 } },
  animation: { animation: { file_id: 'a', file_unique_id: 'a', duration: 1, width: 1, height: 1 } },
  audio: { audio: { file_id: 'a', file_unique_id: 'a', duration: 1 } },
  location: { location: { latitude: 52.52, longitude: 13.4 } },
  contact: { contact: { phone_number: '1', first_name: 'A' } },
  poll: { poll: { id: '1', question: 'A?', options: [] } },
  other: { dice: { emoji: '🎲', value: 1 } },
};

function attachmentOf(what: string): Parameters<Person['send']>[0] {
  if (!what.startsWith('file ')) return attachments[what]!;
  const name = what.slice('file '.length);
  const bytes = readFileSync(new URL(`files/${name}`, folder));
  return { document: { name, type: 'application/octet-stream', bytes } };
}

function createStage(sandbox: Sandbox, settled: Settled): { play(step: Step): Promise<Seen[]> } {
  const people = new Map<string, Person>();
  const lastSaid = new Map<Person, number>();
  /** By chat: the message that spndr sent or changed last. */
  const lastShown = new Map<number, number>();
  const groups = new Map<string, ReturnType<Sandbox['group']>>();
  /** By chat: what was seen there and is not told yet. */
  const seenIn = new Map<number, Seen[]>();
  let code = '';
  sandbox.events.on((event) => {
    if (event.kind === 'shown' && event.shown.from?.isBot) {
      const { chatId, id, text } = event.shown;
      see(chatId, ...linesOf(event.shown));
      lastShown.set(chatId, id);
      if (isPlayedHere(chatId)) code = codeIn(text) ?? code;
    } else if (event.kind === 'tap-answered' && event.note !== '') {
      see(event.chatId, { kind: 'note', line: event.note });
    }
  });

  function see(chatId: number, ...lines: Seen[]): void {
    seenIn.set(chatId, [...(seenIn.get(chatId) ?? []), ...lines]);
  }

  /** Other transcripts are played in this sandbox at the same time. */
  function isPlayedHere(chatId: number): boolean {
    return [...people.values()].some(({ chat }) => chat.wire.id === chatId);
  }

  function personOf(step: Step): Person {
    const firstName = step.person.charAt(0).toUpperCase() + step.person.slice(1);
    const { language } = step.speaks;
    const alone = people.get(step.person) ?? sandbox.person({ firstName, languageCode: language });
    people.set(step.person, alone);
    if (step.group === null) return alone;
    const key = `${step.person}@${step.group}`;
    const group = groups.get(step.group) ?? sandbox.group({ title: step.group, people: [alone] });
    groups.set(step.group, group);
    group.chat.members.set(alone.id, alone.user);
    const there = people.get(key) ?? group.person(alone);
    people.set(key, there);
    return there;
  }

  function perform(person: Person, step: Step): number | null {
    const does = deedAt(step, new Date(), code);
    switch (does.kind) {
      case 'look':
        return null;
      case 'tap':
        return person.tap(does.label).updateId;
      case 'edit':
        return person.edit(lastSaid.get(person) ?? 0, does.text).updateId;
      case 'reply': {
        const shown = lastShown.get(person.chat.wire.id);
        return person.reply((does.to === 'own' ? lastSaid.get(person) : shown) ?? 0, does.text).updateId;
      }
      default: {
        const said =
          does.kind === 'say'
            ? person.say(does.text)
            : person.send(does.kind === 'photo' ? { photo, caption: does.text } : attachmentOf(does.what));
        lastSaid.set(person, said.messageId);
        return said.updateId;
      }
    }
  }

  return {
    async play(step) {
      const person = personOf(step);
      const chatId = person.chat.wire.id;
      const updateId = perform(person, step);
      if (updateId !== null || step.does.kind === 'look') await settled(updateId, chatId);
      const seen = seenIn.get(chatId) ?? [];
      seenIn.delete(chatId);
      return seen;
    },
  };
}

function linesOf({ change, kind: content, text, buttons, file }: Shown): Seen[] {
  const kind = change === 'edited' ? 'edit' : 'message';
  const rows = buttons.map((row) => row.map(({ label }) => `[${label}]`).join(' '));
  const picture = content === 'photo' ? [pictureLine] : [];
  const shownFile = file?.file_name === undefined ? [] : [`(file ${file.file_name})`];
  return [...picture, ...shownFile, ...text.split('\n'), ...rows].map((line) => ({
    kind,
    line: timeless(line),
  }));
}

/** Fulfils when the update's effect (null: of none) is committed and every reply of the chat is delivered. */
type Settled = (updateId: number | null, chatId: number) => Promise<void>;

const longestWaitMs = 60_000;
const betweenLooksMs = 25;

/** Looks for all transcripts at once: each of them asking for itself would take as long as answering them. */
function createWatch(pool: pg.Pool): Settled {
  interface Wait {
    readonly updateId: number | null;
    readonly chatId: number;
    readonly sinceMs: number;
    readonly end: (error?: Error) => void;
  }
  const waits = new Set<Wait>();
  let isLooking = false;

  async function look(): Promise<void> {
    const asked = [...waits];
    const { rows } = await pool.query<{ index: number }>(
      `select index::int from unnest($1::bigint[], $2::bigint[]) with ordinality as asked (update_id, chat_id, index)
       where (update_id is null or exists (select from handled_update where update_id = asked.update_id))
         and not exists (select from outbox where chat_id = asked.chat_id)`,
      [asked.map(({ updateId }) => updateId), asked.map(({ chatId }) => chatId)],
    );
    const settled = new Set(rows.map(({ index }) => asked[index - 1]));
    for (const wait of asked) {
      const isLate = performance.now() - wait.sinceMs > longestWaitMs;
      if (!settled.has(wait) && !isLate) continue;
      waits.delete(wait);
      wait.end(settled.has(wait) ? undefined : new Error(`update ${wait.updateId} was not answered`));
    }
  }

  async function lookOn(): Promise<void> {
    if (isLooking) return;
    isLooking = true;
    try {
      for (; waits.size > 0; await sleep(betweenLooksMs)) await look();
    } catch (error) {
      for (const { end } of waits) end(error as Error);
      waits.clear();
    } finally {
      isLooking = false;
    }
  }

  return (updateId, chatId) =>
    new Promise((resolve, reject) => {
      const end = (error?: Error) => (error ? reject(error) : resolve());
      waits.add({ updateId, chatId, sinceMs: performance.now(), end });
      void lookOn();
    });
}
