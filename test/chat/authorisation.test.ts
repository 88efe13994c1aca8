import { readdirSync, readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  categoriesData,
  categoryData,
  entryData,
  nameMark,
  pageData,
  pickData,
  readingData,
  readTap,
  repeatData,
  settingData,
  type Tap,
  teachData,
  turnData,
} from '../../src/chat/buttons.ts';
import { commands } from '../../src/chat/commands/registry.ts';
import { digestData } from '../../src/chat/digest/buttons.ts';
import { linkData } from '../../src/chat/linking/buttons.ts';
import { openData, type ReportView, reportData, searchData } from '../../src/chat/report/buttons.ts';
import { requestLink } from '../../src/ledger/accounts/links.ts';
import { botId, createWorld, signUp, type TestPerson, textOf, type World } from '../helpers/chat.ts';

/**
 * What a stranger, a linked person and a person of another account get from every command and every button. Only the
 * Telegram user id says who somebody is: they write in the same group too, and know every number of each other.
 */
let world: World;
let owner: TestPerson;
let another: TestPerson;
let stranger: TestPerson;
/** The owner's account. */
let accountId: bigint;

const secret = 'canarytea';
const kind = `${secret}kind`;

beforeAll(async () => {
  world = await createWorld();
  owner = world.person('owner');
  another = world.person('other');
  stranger = world.person('eve');
  await signUp(owner, 'owner@example.com');
  await signUp(another, 'other@example.com');
  await stranger.say('hi');
  await stranger.say('n');
  const link = world.database.selectFrom('link').where('person_id', '=', BigInt(owner.id));
  accountId = (await link.select('account_id').executeTakeFirstOrThrow()).account_id;
  await owner.say(`5 ${secret} @${secret}shop #${kind}`);
  await owner.say(`6 ${secret} #${secret}other yesterday`);
  await owner.say(`/budget ${kind} 100 monthly`);
  await owner.say(`/recurring ${secret} 5 daily`);
});
afterAll(() => world.close());
afterEach(async () => {
  for (const person of [stranger, another, another.inGroup('club'), owner]) await person.say('/quit');
});

/** The tables that say whose a row is. */
let tables: readonly { readonly name: string; readonly column: string }[] = [];

/** Every row that belongs to the owner's account, as text. */
async function ownersRows(): Promise<string> {
  if (tables.length === 0) {
    ({ rows: tables } = await sql<{ name: string; column: string }>`
      select table_name as name, column_name as column from information_schema.columns
      where table_schema = 'public'
        and (column_name = 'account_id' or (table_name, column_name) = ('account', 'id'))`.execute(
      world.database,
    ));
  }
  const each = tables.map(
    ({ name, column }) =>
      sql`select ${name}::text as name, t::text as row from ${sql.table(name)} t where ${sql.ref(column)} = ${accountId}`,
  );
  const { rows } = await sql<{ name: string; row: string }>`
    ${sql.join(each, sql` union all `)} order by 1, 2`.execute(world.database);
  return rows.map(({ name, row }) => `${name} ${row}`).join('\n');
}

/** What somebody is told; it must neither change nor hold anything of the owner's. */
async function keptFrom(act: () => ReturnType<TestPerson['say']>): Promise<string> {
  const before = await ownersRows();
  const repliesBefore = world.replies.length;
  const shown = await act();
  const replies = JSON.stringify(world.replies.slice(repliesBefore));
  expect(replies + JSON.stringify(shown)).not.toContain(secret);
  expect(replies).not.toContain(`"accountId":"${accountId}"`);
  expect(await ownersRows()).toBe(before);
  return textOf(shown);
}

it('is decided in one place, by the id of the Telegram user', () => {
  const src = new URL('../../src/', import.meta.url);
  const users = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => /^(chat|daemon)\/.*\.ts$/.test(file))
    .filter((file) => /\baccountOf\(/.test(readFileSync(new URL(file, src), 'utf8')));
  // the second asks only whether somebody who waits has got in elsewhere
  expect(users.sort()).toEqual(['chat/linking/tap.ts', 'daemon/batch/open-batch.ts']);
});

describe('a command', () => {
  const nothingOpen = 'There is nothing to leave or skip';
  const inPrivateOnly = 'That is for our private chat';
  const noNumber = 'There is no entry with this number.';

  /** What is said, how the answer to the owner begins, and how the one to somebody of another account. */
  const rows: Record<string, readonly [said: string, owner: string, another: string]> = {
    new: ['/new', 'What did you buy?', 'What did you buy?'],
    show: ['/show', 'Your purchases, the newest first:', 'You have not recorded anything yet.'],
    today: ['/today', 'Mar 5, 2025\nSpent: $5.00', 'Mar 5, 2025\nNothing was spent'],
    week: ['/week', 'Mar 2', 'Mar 2'],
    month: ['/month', 'March 2025\nSpent: $11.00', 'March 2025\nNothing was spent'],
    year: ['/year', '2025\nSpent: $11.00', '2025\nNothing was spent'],
    stats: ['/stats 2025', '2025\nSpent: $11.00', '2025\nNothing was spent'],
    search: [`/search ${secret}`, 'Found 2 entries.', 'I found nothing like that.'],
    undo: ['/undo', '↩️ Undone.', 'There is nothing of yours to undo.'],
    redo: ['/redo', '↪️ Redone.', 'There is nothing to redo.'],
    edit: ['/edit 1', 'As it stands:', noNumber],
    history: ['/history 1', 'What happened to', noNumber],
    categories: ['/categories', 'Your categories, with', 'You have no categories yet'],
    budget: ['/budget off', 'There is no such budget', 'There is no such budget'],
    budgets: ['/budgets', 'Your budgets:', 'You have no budgets yet.'],
    recurring: ['/recurring', 'What repeats by itself:', 'Nothing of yours repeats'],
    export: ['/export json', 'Everything in your account', 'Everything in your account'],
    settings: ['/settings', 'Language: English', 'Language: English'],
    link: ['/link', 'Whoever opens this link', 'Whoever opens this link'],
    links: ['/links', 'These people use this account:\nOwner', 'These people use this account:\nOther'],
    password: ['/password', 'What should the password of owner@', 'What should the password of other@'],
    abort: ['/abort', nothingOpen, nothingOpen],
    quit: ['/quit', nothingOpen, nothingOpen],
    delete: ['/delete', 'Unlink this Telegram user', 'Unlink this Telegram user'],
    erase: ['/erase', '⚠️ This erases the account owner@', '⚠️ This erases the account other@'],
    help: ['/help', 'Just write what you spent', 'Just write what you spent'],
    start: ['/start', '👋 Hello, Owner!', '👋 Hello, Other!'],
    skip: ['/skip', nothingOpen, nothingOpen],
  };
  const privateOnly = ['link', 'links', 'password', 'erase'];

  it('is listed here, whichever it is', () => {
    expect(Object.keys(rows).sort()).toEqual(commands.map(({ name }) => name).sort());
    expect(commands.flatMap(({ aliases = [] }) => aliases)).toEqual(['cancel']);
  });

  const begins = (text: string) => expect.stringMatching(new RegExp(`^${escaped(text)}`));
  const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

  it.each(Object.entries(rows))('/%s', async (name, [said, owners, anothers]) => {
    const group = (person: TestPerson) => person.inGroup('club');
    const got = {
      stranger: await keptFrom(() => stranger.say(said)),
      'stranger in a group': await keptFrom(() => group(stranger).say(said)),
      another: await keptFrom(() => another.say(said)),
      'another in a group': await keptFrom(() => group(another).say(said)),
      owner: textOf(await owner.say(said)),
    };
    const inGroup = privateOnly.includes(name) ? inPrivateOnly : anothers;
    expect(got).toEqual({
      stranger: begins('👋 Hi, Eve!'),
      'stranger in a group': begins('I don’t know you yet. Open a private chat with me'),
      another: begins(anothers),
      'another in a group': begins(inGroup),
      owner: begins(owners),
    });
    if (privateOnly.includes(name))
      expect(textOf(await group(owner).say(said))).toEqual(begins(inPrivateOnly));
  });
});

describe('a button', () => {
  /** The name of every button there is: a new one without a row below does not compile. */
  type NameOf<T extends Tap> = T extends { readonly does: { readonly what: infer What extends string } }
    ? `${T['kind']} ${What}`
    : T extends { readonly view: { readonly shows: infer Shows extends string } }
      ? `${T['kind']} ${Shows}`
      : T extends { readonly what: infer What extends string }
        ? `${T['kind']} ${What}`
        : T extends { readonly setting: infer Setting extends string }
          ? `${T['kind']} ${Setting}`
          : T extends { readonly scope: infer Scope extends string }
            ? `${T['kind']} ${Scope}`
            : T['kind'];

  const notYours = 'This button is for someone else.';
  const noAccount = 'You have no account with me, or not any more. Write to me to sign up or log in.';
  const gone = 'I can’t find this entry any more.';
  const settled = 'This question is already settled.';

  interface Purchase {
    readonly id: bigint;
    readonly revision: number;
    readonly changeId: bigint;
  }

  /** What the owner records for a button of its own. */
  async function purchase(): Promise<Purchase> {
    await owner.say(`5 ${secret} @${secret}shop #${kind}`);
    const made = await world.database
      .selectFrom('purchase')
      .innerJoin('purchase_revision', 'purchase_id', 'id')
      .select(['id', 'purchase.revision', 'change_id'])
      .where('account_id', '=', accountId)
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    return { id: made.id, revision: made.revision, changeId: made.change_id! };
  }

  const dataOf = (shown: Awaited<ReturnType<TestPerson['say']>>, label: string): string =>
    shown.flatMap(({ buttons }) => buttons.flat()).find((button) => button.label === label)!.data;

  async function recurring(what: string): Promise<string> {
    const { id, revision } = await world.database
      .selectFrom('recurring')
      .select(['id', 'revision'])
      .where('account_id', '=', accountId)
      .orderBy('id')
      .executeTakeFirstOrThrow();
    return `recurring:${owner.id}:${what}:${id}:${revision}`;
  }

  const categories = (what: 'card' | 'rename' | 'merge' | 'hide' | 'unhide' | 'forget') => () =>
    categoriesData(owner.id, { what, mark: nameMark(kind) });

  const march = { from: '2025-03-01', to: '2025-03-31' };
  const report = (view: ReportView) => () =>
    reportData({ personId: owner.id, pictured: false, period: march }, view);

  async function linkOfPartner(): Promise<bigint> {
    const partner = world.person('partner');
    const code = /start=([\w-]{22})/.exec(textOf(await owner.say('/link')))?.[1];
    await partner.say(`/start ${code}`);
    const row = world.database.selectFrom('link').where('person_id', '=', BigInt(partner.id));
    return (await row.select('id').executeTakeFirstOrThrow()).id;
  }

  let waiting = 5_000;
  const request = (): Promise<bigint> =>
    world.database
      .transaction()
      .execute((ledger) =>
        requestLink(ledger, { botId, personId: ++waiting }, { accountId, name: 'Max', now: world.at }),
      );

  /** The button's data, as the owner has it. */
  type Make = () => string | Promise<string>;

  const category = (act: 'categories' | 'remove' | 'history' | 'card') => async () =>
    entryData(await purchase(), act);

  /** Buttons that name the person they were made for. */
  const personal: Record<NameOf<Extract<Tap, { personId: number }>>, Make> = {
    answer: async () => dataOf(await owner.say('/delete'), 'No'),
    page: () => pageData(owner.id, { from: 'older', than: 1_000 }),
    'settings language': () => settingData(owner.id, 'language'),
    'settings currency': () => settingData(owner.id, 'currency'),
    'settings zone': () => settingData(owner.id, 'zone'),
    'settings week': () => settingData(owner.id, 'week'),
    'settings numbers': () => settingData(owner.id, 'numbers'),
    'settings theme': () => settingData(owner.id, 'theme'),
    'settings alerts': () => settingData(owner.id, 'alerts'),
    'categories list': () => categoriesData(owner.id, { what: 'list', page: 0 }),
    'categories hidden': () => categoriesData(owner.id, { what: 'hidden', page: 0 }),
    'categories card': categories('card'),
    'categories rename': categories('rename'),
    'categories merge': categories('merge'),
    'categories hide': categories('hide'),
    'categories unhide': categories('unhide'),
    'categories forget': categories('forget'),
    'digest show': () => digestData(owner.id, { what: 'show' }),
    'digest quiet': () => digestData(owner.id, { what: 'quiet' }),
    'digest on': () => digestData(owner.id, { what: 'on', kind: 'weekly' }),
    'digest time': () => digestData(owner.id, { what: 'time', kind: 'weekly' }),
    'digest off': () => digestData(owner.id, { what: 'off', kind: 'weekly' }),
    'recurring list': () => `recurring:${owner.id}:list:0`,
    'recurring card': () => recurring('card'),
    'recurring pause': () => recurring('pause'),
    'recurring resume': () => recurring('resume'),
    'recurring edit': () => recurring('edit'),
    'recurring end': () => recurring('end'),
    'recurring delete': () => recurring('delete'),
    'report glance': report({ shows: 'glance' }),
    'report categories': report({ shows: 'categories', page: 0 }),
    'report vendors': report({ shows: 'vendors', page: 0 }),
    'report people': report({ shows: 'people', page: 0 }),
    'report parts': report({ shows: 'parts', page: 0 }),
    'report category': report({ shows: 'category', mark: nameMark(kind), page: 0 }),
    'report vendor': report({ shows: 'vendor', mark: nameMark(`${secret}shop`), page: 0 }),
    'report person': () => report({ shows: 'person', mark: nameMark(`${owner.id}`), page: 0 })(),
    search: async () => {
      await owner.say(`/search ${secret}`);
      const kept = world.database.selectFrom('search').select('id').orderBy('id', 'desc');
      return searchData(owner.id, (await kept.executeTakeFirstOrThrow()).id, 0);
    },
    open: async () => openData(owner.id, await purchase()),
  };

  /** Buttons that anybody of the account may tap, and what others are told. */
  const shared: Record<
    NameOf<Exclude<Tap, { personId: number }>>,
    readonly [make: Make, toAnother: string]
  > = {
    undo: [async () => turnData('undo', (await purchase()).changeId), notYours],
    redo: [
      async () => {
        const { changeId } = await purchase();
        await owner.say('/undo');
        return turnData('redo', changeId);
      },
      notYours,
    ],
    pick: [async () => pickData((await purchase()).changeId), notYours],
    'entry card': [category('card'), notYours],
    'entry categories': [category('categories'), notYours],
    'entry remove': [category('remove'), notYours],
    'entry history': [category('history'), notYours],
    category: [async () => categoryData(await purchase(), null), notYours],
    'teach always': [async () => teachData(await purchase(), 'always'), notYours],
    'teach once': [async () => teachData(await purchase(), 'once'), notYours],
    repeat: [async () => repeatData(await purchase(), { every: 'month', on: 1 }), notYours],
    reading: [
      async () => {
        await owner.say(`${secret} 900 monthly on the 1st 2090-01-01`);
        const asked = await world.database
          .selectFrom('entry_message')
          .select(['message_id', 'asked'])
          .where('pending', 'is not', null)
          .executeTakeFirstOrThrow();
        return readingData({ messageId: Number(asked.message_id), asked: asked.asked, index: 0 });
      },
      settled,
    ],
    'link revoke': [async () => linkData('revoke', await linkOfPartner()), settled],
    'link end': [async () => linkData('end', await linkOfPartner()), settled],
    'link allow': [async () => linkData('allow', await request()), settled],
    'link refuse': [async () => linkData('refuse', await request()), settled],
  };

  /** The name of a button that was tapped. */
  function nameOf(data: string): string {
    const tap = readTap(data);
    if (tap === null) return 'none';
    const parts = [
      'does' in tap ? tap.does.what : '',
      'view' in tap ? tap.view.shows : '',
      'what' in tap ? tap.what : '',
      'setting' in tap ? tap.setting : '',
      'scope' in tap ? tap.scope : '',
    ];
    return [tap.kind, ...parts.filter((part) => part !== '')].join(' ');
  }

  /** Data that looks much like it. */
  function lookAlikes(data: string): readonly string[] {
    const numbers = [...data.matchAll(/(?<=:)\d+(?=:|$)/g)].flatMap(({ 0: number, index }) =>
      [`0${number}`, `+${number}`, `-${number}`, ` ${number}`, `${number}.0`, `0x${number}`, `${number}'--`]
        .concat(
          [0xff10, 0x660].map((zero) =>
            number.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit))),
          ),
        )
        .map((other) => data.slice(0, index) + other + data.slice(index + number.length)),
    );
    const others = [
      ` ${data}`,
      `${data} `,
      `${data}\n`,
      `${data}\0`,
      `${data}\u200b`,
      `\u202e${data}`,
      `${data}:0`,
      data.toUpperCase(),
      data.replace(':', '：'),
      data.replace(':', '::'),
      data.replace('e', 'е'),
    ];
    return [...numbers, ...others].filter((other) => other !== data);
  }

  /** What looks like it is no button, or at least none that the open question has. */
  async function isNotMisread(data: string): Promise<void> {
    const before = await ownersRows();
    for (const forged of lookAlikes(data)) {
      const tap = readTap(forged);
      if (tap === null) continue;
      expect({ forged, kind: tap.kind }).toEqual({ forged, kind: 'answer' });
      expect((await owner.tapData(forged))[0]?.text).toBe('I don’t know this button.');
    }
    expect(await ownersRows()).toBe(before);
  }

  describe.each(Object.entries(personal))('%s', (name, make) => {
    it('is for the person it was made for, whoever else has it or forges it', async () => {
      const data = await make();
      expect(nameOf(data)).toBe(name);
      expect(await keptFrom(() => stranger.tapData(data))).toBe(notYours);
      expect(await keptFrom(() => another.tapData(data))).toBe(notYours);
      expect(await keptFrom(() => another.inGroup('club').tapData(data))).toBe(notYours);
      const forgedFor = (person: TestPerson) => data.replace(`:${owner.id}:`, `:${person.id}:`);
      expect(await keptFrom(() => stranger.tapData(forgedFor(stranger)))).toBe(
        name === 'answer' ? settled : noAccount,
      );
      await keptFrom(() => another.tapData(forgedFor(another)));
      await isNotMisread(data);
      const [accepted] = await owner.tapData(data);
      expect(accepted).toMatchObject({ kind: 'note', text: '' });
    });
  });

  describe.each(Object.entries(shared))('%s', (name, [make, toAnother]) => {
    it('is for those of the account', async () => {
      const data = await make();
      expect(nameOf(data)).toBe(name);
      expect(await keptFrom(() => stranger.tapData(data))).toBe(noAccount);
      expect(await keptFrom(() => another.tapData(data))).toBe(toAnother === notYours ? gone : toAnother);
      expect(await keptFrom(() => another.inGroup('club').tapData(data))).toBe(toAnother);
      await isNotMisread(data);
      const [accepted] = await owner.tapData(data);
      expect(accepted).toMatchObject({ kind: 'note', text: '' });
    });
  });
});
