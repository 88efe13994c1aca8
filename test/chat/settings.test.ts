import { expect, it } from 'vitest';
import { accountOf } from '../../src/ledger/accounts/accounts.ts';
import { botId, signUp, type TestPerson, textOf } from '../helpers/chat.ts';
import { useWorld } from '../helpers/world.ts';

const world = useWorld();

async function menus(person: TestPerson, ...texts: readonly string[]): Promise<readonly string[]> {
  const shown = [];
  for (const text of texts) shown.push(...(await person.say(text)));
  return shown.filter(({ kind }) => kind === 'menu').map(({ text }) => text);
}

it('the list of commands follows a changed language, in the private chat', async () => {
  const ann = world.person('ann', { language: 'de-AT' });
  await signUp(ann, 'ann@x.com');
  expect(await menus(ann, '/settings sprache français')).toEqual(['fr']);
  expect(await menus(ann.inGroup('club'), '/settings langue русский')).toEqual([]);
  expect(await menus(ann, '/settings numbers 1.234,5', '/settings theme dark')).toEqual([]);
});

it('it follows the account that a person logs in to, and Telegram’s language when the link ends', async () => {
  const ben = world.person('ben', { language: 'es' });
  await signUp(ben, 'ben@x.com');
  const cat = world.person('cat', { language: 'hi' });
  expect(await menus(cat, 'a', 'y', '1', 'ben@x.com', 'correct horse')).toEqual(['es']);
  expect(await menus(cat, '/delete', 'y')).toEqual(['hi']);
  const dan = world.person('dan', { language: 'es-MX' });
  expect(await menus(dan, 'a', 'y', '1', 'ben@x.com', 'correct horse', '/delete', 'y')).toEqual([]);
  const code = /start=([\w-]{22})/.exec(textOf(await ben.say('/link')))?.[1];
  expect(await menus(cat, `/start ${code}`)).toEqual(['es']);
});

it('a language keeps the country that it had, and another one has none', async () => {
  const eve = world.person('eve', { language: 'de-CH' });
  await signUp(eve, 'eve@x.com');
  const locale = () =>
    world.database.transaction().execute(async (ledger) => (await accountOf(ledger, botId, eve.id))?.locale);
  await eve.say('/settings language German');
  expect(await locale()).toBe('de-CH');
  await eve.say('/settings Sprache Portugiesisch');
  expect(await locale()).toBe('pt-BR');
});

it('every account that shares a ledger is answered in its manner', async () => {
  const fay = world.person('fay', { language: 'en' });
  await signUp(fay, 'fay@x.com');
  await fay.say('n');
  await fay.say('EUR');
  await fay.say('/settings numbers 1.234,56');
  const gus = world.person('gus', { language: 'en' });
  for (const text of ['a', 'y', '1', 'fay@x.com', 'correct horse']) await gus.say(text);
  expect(textOf(await gus.say('rent 1.234'))).toContain('€1.234,00');
});

it.each([
  ['it', 'Monday'],
  ['en', 'Sunday'],
  ['en-GB', 'Monday'],
  ['ar-EG', 'Saturday'],
])('the week of %s begins on %s unless something else is said', async (language, day) => {
  const person = world.person(`week-${language}`, { language });
  await signUp(person, `${language}@x.com`);
  expect(textOf(await person.say('/settings'))).toContain(`First day of the week: ${day}`);
});

it.each([
  ['de', 'mittwoch', 'Mittwoch'],
  ['de', 'Mi.', 'Mittwoch'],
  ['ru', 'среда', 'среда'],
  ['pt-br', 'terça', 'terça-feira'],
  ['fr', 'wednesday', 'mercredi'],
  ['fr', 'mer', 'mercredi'],
  ['de', 'mercredi', 'Mittwoch'],
  ['de', 'среда', 'Mittwoch'],
  ['de', 'mitt', 'Mittwoch'],
  ['es', 'Mittw', 'miércoles'],
  ['hi', 'बुधवार', 'बुधवार'],
])('in %s the weekday %s is %s', async (language, typed, shown) => {
  const person = world.person(`weekday-${language}`, { language });
  await signUp(person, `weekday-${language}@x.com`);
  expect(textOf(await person.say(`/settings week ${typed}`))).toContain(shown);
});

it.each(['nee', 'Nein!', 'неа', 'nahi'])('alerts are off when somebody answers %s', async (answer) => {
  const person = world.person(`alerts-${answer}`, { language: 'en' });
  await signUp(person, `${encodeURIComponent(answer)}@x.com`.replaceAll('%', ''));
  await person.say('/settings alerts');
  expect(textOf(await person.say(answer))).toContain('From now on I give no alerts.');
});
