import { changeCurrency } from '../../ledger/accounts/accounts.ts';
import { readCurrency } from '../../ledger/entry/amounts/currency-name.ts';
import type { State, StateAt } from '../conversation.ts';
import { type Phrase, phrase } from '../reply.ts';
import { accountOfTurn, finish, type Outcome, type Turn } from '../turn.ts';
import type { Choice, Step } from './step.ts';
import { readYesNo } from './yes-no.ts';

/** Offered as buttons; all others can be typed. */
const common = ['EUR', 'USD', 'GBP', 'INR', 'RUB', 'BRL', 'CAD'];

/** Asks once whether the currency guessed at sign-up is right; it stays unless the person changes it. */
export const firstCurrency: Step<StateAt<'first-currency'>> = {
  for: 'linked',
  ask: ({ currency }) => ({
    text: [phrase('first-currency', { currency })],
    choices: [[{ label: phrase('keep', { what: currency }), says: 'y' }], ...others(currency)],
  }),
  takes: (words, turn) => readYesNo(words) !== null || currenciesIn(words, turn).length > 0,
  hear(words, { currency }, turn) {
    const right = readYesNo(words);
    if (right === false) return { state: { at: 'set-currency', currency } };
    return right ? finish(phrase('currency-kept', { currency })) : chooseCurrency(words, turn);
  },
};

export const setCurrency: Step<StateAt<'set-currency'>> = {
  for: 'linked',
  ask: ({ currency }) => ({
    text: [phrase('set-currency')],
    choices: [[{ label: phrase('keep', { what: currency }), says: 'n' }], ...others(currency)],
  }),
  hear(words, _state, turn) {
    const { currency } = accountOfTurn(turn);
    return readYesNo(words) === false
      ? finish(phrase('currency-kept', { currency }))
      : chooseCurrency(words, turn);
  },
};

/** Sets the account's currency to the one that the words name, or says why not and asks again. */
export async function chooseCurrency(words: string, turn: Turn): Promise<Outcome> {
  const { id, currency: before } = accountOfTurn(turn);
  const [currency, ...further] = currenciesIn(words, turn);
  const ask = (note: Phrase) => ({ notes: [note], state: stateOf(turn, before) });
  if (currency === undefined) return ask(phrase('currency-unknown'));
  if (further.length > 0) return ask(phrase('currency-which', { codes: [currency, ...further].join(', ') }));
  if (currency === before) return finish(phrase('currency-kept', { currency }));
  const count = await changeCurrency(turn.ledger, id, currency);
  const earlier = count === 0 ? [] : [phrase('earlier-converted', { count })];
  return finish(phrase('currency-set', { currency }), ...earlier);
}

/** The first question about the currency stays an offer, which may be ignored. */
function stateOf({ state }: Turn, currency: string): State {
  return state.at === 'first-currency' ? state : { at: 'set-currency', currency };
}

function currenciesIn(words: string, turn: Turn): readonly string[] {
  return readCurrency(words, { own: accountOfTurn(turn).currency, locale: turn.locale });
}

/** Two rows of three. */
function others(currency: string): readonly (readonly Choice[])[] {
  const choices = common
    .filter((code) => code !== currency)
    .slice(0, 6)
    .map((code) => ({ label: phrase('choice', { what: code }), says: code }));
  return [choices.slice(0, 3), choices.slice(3)];
}
