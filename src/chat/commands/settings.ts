import type { Account } from '../../ledger/accounts/accounts.ts';
import { firstWeekday } from '../../ledger/reports/period.ts';
import { type Setting, settingData } from '../buttons.ts';
import type { State } from '../conversation.ts';
import { inRows } from '../dialogues/offers.ts';
import { chooseValue, exampleFor } from '../dialogues/set-choice.ts';
import { chooseCurrency } from '../dialogues/set-currency.ts';
import { chooseZone } from '../dialogues/set-zone.ts';
import { digestsButton } from '../digest/settings.ts';
import { languages, spokenIn } from '../language.ts';
import { type Phrase, phrase } from '../reply.ts';
import { accountOfTurn, aside, type Outcome, type Said, type Turn } from '../turn.ts';
import { firstMeaningOf } from '../typed.ts';
import type { Command } from './command.ts';

/** A setting: a line and a button of /settings. The words that name it are in typed-words.ts. */
interface Row {
  readonly label: Phrase;
  shows(account: Account): Phrase;
  /** The state that asks for its new value. */
  ask(account: Account): State;
  /** Sets it to the value typed after its name: "/settings currency EUR". */
  choose(value: string, turn: Turn): Outcome | Promise<Outcome>;
}

const rows: Readonly<Record<Setting, Row>> = {
  language: {
    label: phrase('setting-language'),
    shows: ({ locale }) => phrase('settings-language', { language: languages[spokenIn(locale)] ?? '' }),
    ask: () => ({ at: 'set-choice', setting: 'language' }),
    choose: (value, turn) => chooseValue('language', value, turn),
  },
  currency: {
    label: phrase('setting-currency'),
    shows: ({ currency }) => phrase('settings-currency', { currency }),
    ask: ({ currency }) => ({ at: 'set-currency', currency }),
    choose: chooseCurrency,
  },
  zone: {
    label: phrase('setting-zone'),
    shows: ({ timeZone }) => phrase('settings-zone', { zone: timeZone }),
    ask: () => ({ at: 'set-zone', zones: [] }),
    choose: chooseZone,
  },
  week: {
    label: phrase('setting-week'),
    shows: (account) =>
      phrase('settings-week', { weekday: { weekday: firstWeekday(account.locale, account.weekStarts) } }),
    ask: () => ({ at: 'set-choice', setting: 'week' }),
    choose: (value, turn) => chooseValue('week', value, turn),
  },
  numbers: {
    label: phrase('setting-numbers'),
    shows: (account) => phrase('settings-numbers', { price: exampleFor(account) }),
    ask: () => ({ at: 'set-choice', setting: 'numbers' }),
    choose: (value, turn) => chooseValue('numbers', value, turn),
  },
  theme: {
    label: phrase('setting-theme'),
    shows: ({ pictureTheme }) => phrase('settings-theme', { theme: pictureTheme }),
    ask: () => ({ at: 'set-choice', setting: 'theme' }),
    choose: (value, turn) => chooseValue('theme', value, turn),
  },
  alerts: {
    label: phrase('setting-alerts'),
    shows: ({ budgetAlerts }) => phrase('settings-alerts', { switched: budgetAlerts ? 'on' : 'off' }),
    ask: () => ({ at: 'set-choice', setting: 'alerts' }),
    choose: (value, turn) => chooseValue('alerts', value, turn),
  },
};

export const settings: Command = {
  name: 'settings',
  description: 'command-settings',
  for: 'linked',
  when: 'idle',
  reasks: ({ at }) => at === 'set-choice' || at === 'set-currency' || at === 'set-zone',
  run(turn, argument) {
    const named = firstMeaningOf('setting', argument);
    if (named === null) return show(turn);
    const { meaning, rest } = named;
    return rest === ''
      ? { state: questionAbout(meaning, accountOfTurn(turn)) }
      : rows[meaning].choose(rest, turn);
  },
};

/** The state that asks for the new value of a setting. */
export function questionAbout(setting: Setting, account: Account): State {
  return rows[setting].ask(account);
}

/** Shows all settings and their values. */
function show(turn: Turn): Said {
  const account = accountOfTurn(turn);
  const all = Object.entries(rows) as [Setting, Row][];
  const buttons = [
    ...inRows(
      all.map(([setting, { label }]) => ({ label, data: settingData(turn.incoming.person.id, setting) })),
    ),
    [digestsButton(turn)],
  ];
  const text = [...all.map(([, row]) => row.shows(account)), phrase('settings-how')];
  return { ...aside(turn), messages: [{ do: 'say', text, buttons }] };
}
