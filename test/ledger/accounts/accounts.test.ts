import { expect, it } from 'vitest';
import {
  accountOf,
  createAccount,
  findAccountByEmail,
  linkPerson,
} from '../../../src/ledger/accounts/accounts.ts';
import { unlinkPerson } from '../../../src/ledger/accounts/links.ts';
import { useTestLedger } from '../../helpers/ledger.ts';

const testLedger = useTestLedger();
const { inLedger } = testLedger;

const settings = { passwordHash: 'hash', locale: 'en', currency: 'EUR', timeZone: 'UTC' };

function create(email: string) {
  return inLedger((ledger) => createAccount(ledger, { email, ...settings }));
}

it('an address has one account, whatever its case, also when asked for at the same moment', async () => {
  const created = await Promise.all(['a@x.com', 'A@X.com', 'a@X.COM'].map(create));
  expect(created.filter((account) => account !== null)).toHaveLength(1);
  const found = await inLedger((ledger) => findAccountByEmail(ledger, 'a@x.CoM'));
  expect(found?.passwordHash).toBe('hash');
  expect(found?.account).toEqual(created.find((account) => account !== null));
  expect(found?.account).not.toHaveProperty('passwordHash');
});

it('an address without an account is not found', async () => {
  expect(await inLedger((ledger) => findAccountByEmail(ledger, 'nobody@x.com'))).toBeNull();
});

it('an account has any number of links, a person one for each bot', async () => {
  const [home, work] = [await create('home@x.com'), await create('work@x.com')];
  if (!home || !work) throw new Error('not created');
  const [ann, bob] = [5_000_000_001, 5_000_000_002];
  const proof = { name: 'Ann', how: 'code', at: new Date() } as const;
  await inLedger((ledger) => linkPerson(ledger, { botId: 1, personId: ann }, home.id, proof));
  await inLedger((ledger) => linkPerson(ledger, { botId: 1, personId: bob }, home.id, proof));
  await inLedger((ledger) => linkPerson(ledger, { botId: 2, personId: ann }, work.id, proof));
  const of = (botId: number, personId: number) => inLedger((ledger) => accountOf(ledger, botId, personId));
  expect([await of(1, ann), await of(1, bob), await of(2, ann), await of(2, bob)]).toEqual([
    home,
    home,
    work,
    null,
  ]);
  await inLedger((ledger) => linkPerson(ledger, { botId: 1, personId: ann }, work.id, proof));
  await inLedger((ledger) => unlinkPerson(ledger, { botId: 1, personId: bob }));
  await inLedger((ledger) => unlinkPerson(ledger, { botId: 1, personId: bob }));
  expect([await of(1, ann), await of(1, bob)]).toEqual([work, null]);
});
