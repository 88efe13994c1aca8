import { type Account, changeSettings, mannerOf } from '../../ledger/accounts/accounts.ts';
import { type NumberStyle, numberStyles } from '../../ledger/entry/amounts/number-style.ts';
import { languageOf } from '../../ledger/entry/lexicon.ts';
import { minorDigits } from '../../ledger/money.ts';
import { firstWeekday } from '../../ledger/reports/period.ts';
import type { StateAt } from '../conversation.ts';
import { languageNamed, languages } from '../language.ts';
import { menuFor } from '../menu.ts';
import { type Argument, type Phrase, phrase } from '../reply.ts';
import { accountOfTurn, finish, type Said, type Turn, todayOf } from '../turn.ts';
import { meaningOf } from '../typed.ts';
import { weekdayNamed } from '../week.ts';
import { shortAnswer } from '../words.ts';
import { inRows } from './offers.ts';
import type { Choice, Step } from './step.ts';
import { leaveWord, readYesNo } from './yes-no.ts';

export type ChoiceSetting = StateAt<'set-choice'>['setting'];

/** A setting with few values: its question, a button per value, and how it is set from typed words. */
interface Options {
  readonly question: Phrase;
  readonly choices: readonly (readonly Choice[])[];
  /** Null: the words name none of the values. */
  choose(words: string, turn: Turn): Promise<Said> | null;
}

const usual: Choice = { label: phrase('as-usual'), says: 'usual' };
const isUsual = (words: string) => meaningOf('usual', words) !== null;

const language: Options = {
  question: phrase('set-language'),
  choices: inRows(
    Object.entries(languages).map(([tag, name]) => ({ label: phrase('choice', { what: name }), says: tag })),
  ),
  choose(words, turn) {
    const named = languageNamed(words, turn.locale);
    return named === null ? null : setLanguage(turn, named);
  },
};

async function setLanguage(turn: Turn, named: string): Promise<Said> {
  const { locale: before } = accountOfTurn(turn);
  // choosing the current language keeps the country of its locale
  const locale = languageOf(before) === languageOf(named) ? before : named;
  const account = await changed(turn, { locale });
  const day = { day: todayOf(turn) };
  return {
    ...finish(phrase('language-set', { price: exampleFor(account), day })),
    ...menuFor(turn),
    locale: mannerOf(account),
  };
}

const week: Options = {
  question: phrase('set-week'),
  choices: [
    [1, 0, 6].map((weekday) => ({
      label: phrase('choice-weekday', { weekday: { weekday } }),
      says: String(weekday),
    })),
    [usual],
  ],
  choose(words, turn) {
    const tapped = /^[0-6]$/.test(words) ? Number(words) : null;
    const named = tapped ?? weekdayNamed(words, turn.locale);
    if (named === null && !isUsual(words)) return null;
    return changed(turn, { weekStarts: named }).then((account) =>
      finish(phrase('week-set', { weekday: { weekday: firstWeekday(account.locale, account.weekStarts) } })),
    );
  },
};

const numbers: Options = {
  question: phrase('set-numbers'),
  choices: [
    ...inRows(
      numberStyles.map((style) => ({ label: phrase('choice', { what: exampleIn(style) }), says: style })),
    ),
    [usual],
  ],
  choose(words, turn) {
    const style = styleOf(words);
    if (style === null && !isUsual(words)) return null;
    return changed(turn, { numberStyle: style }).then((account) => ({
      ...finish(phrase('numbers-set', { price: exampleFor(account) })),
      locale: mannerOf(account),
    }));
  },
};

const theme: Options = {
  question: phrase('set-theme'),
  choices: [
    [
      { label: phrase('theme-light'), says: 'light' },
      { label: phrase('theme-dark'), says: 'dark' },
    ],
  ],
  choose(words, turn) {
    const pictureTheme = meaningOf('theme', words);
    if (pictureTheme === null) return null;
    return changed(turn, { pictureTheme }).then(() => finish(phrase('theme-set', { theme: pictureTheme })));
  },
};

const switchedBy = { yes: 'on', no: 'off', keep: null } as const;

const alerts: Options = {
  question: phrase('set-alerts'),
  choices: [
    [
      { label: phrase('alerts-on'), says: 'on' },
      { label: phrase('alerts-off'), says: 'off' },
    ],
  ],
  choose(words, turn) {
    const answer = shortAnswer(words);
    const switched = meaningOf('alerts', answer) ?? switchedBy[meaningOf('answer', answer) ?? 'keep'];
    if (switched === null) return null;
    return changed(turn, { budgetAlerts: switched === 'on' }).then(() =>
      finish(phrase('alerts-set', { switched })),
    );
  },
};

const settings: Readonly<Record<ChoiceSetting, Options>> = { language, week, numbers, theme, alerts };

/** Asks for the value of a setting. */
export const setChoice: Step<StateAt<'set-choice'>> = {
  for: 'linked',
  ask({ setting }) {
    const { question, choices } = settings[setting];
    return { text: [question], choices: [...choices, [{ label: phrase('leave-as-is'), says: leaveWord }]] };
  },
  // "no" may be a value; otherwise it keeps the setting
  async hear(words, { setting }, turn) {
    const chosen = words === leaveWord ? null : await settings[setting].choose(words, turn);
    if (chosen !== null) return chosen;
    return readYesNo(words) === false ? finish(phrase('setting-kept')) : askAgain(setting);
  },
};

/** Sets a setting to the value that the words name; asks for one if they name none. */
export async function chooseValue(setting: ChoiceSetting, words: string, turn: Turn): Promise<Said> {
  return (await settings[setting].choose(words, turn)) ?? askAgain(setting);
}

function askAgain(setting: ChoiceSetting): Said {
  return { notes: [phrase('choice-unknown')], state: { at: 'set-choice', setting } };
}

async function changed(turn: Turn, change: Parameters<typeof changeSettings>[2]): Promise<Account> {
  const account = accountOfTurn(turn);
  await changeSettings(turn.ledger, account.id, change);
  return { ...account, ...change };
}

/** A price that shows how numbers are written, in the account's currency. */
export function exampleFor({ currency }: Pick<Account, 'currency'>): Argument {
  return { money: { minor: '123456'.padEnd(4 + (minorDigits(currency) ?? 0), '0'), currency } };
}

function exampleIn(style: NumberStyle): string {
  return `${style}6`;
}

/** The style that a number such as "1.234,56" is written in; null: none that we know. */
function styleOf(words: string): NumberStyle | null {
  const calm = words
    .trim()
    .replace(/[\s\u00A0\u202F]/g, ' ')
    .replace(/['´`]/g, '’');
  return (
    numberStyles.find((style) => calm.startsWith(style) && /^\d{0,2}$/.test(calm.slice(style.length))) ?? null
  );
}
