import type { Account } from '../../ledger/accounts.ts';
import { type Setting, settingData } from '../buttons.ts';
import type { State } from '../conversation.ts';
import { chooseCurrency } from '../dialogues/set-currency.ts';
import { chooseZone } from '../dialogues/set-zone.ts';
import { digestsButton } from '../digest/settings.ts';
import { type Buttons, phrase } from '../reply.ts';
import { accountOfTurn, aside, type Said, type Turn } from '../turn.ts';
import type { Command } from './command.ts';

export const settings: Command = {
  name: 'settings',
  description: 'command-settings',
  for: 'linked',
  when: 'idle',
  run(turn, argument) {
    const found = /^(?:(?<currency>currency)|time[\s-]?zone|zone)(?:\s+(?<value>[\s\S]*))?$/i.exec(argument);
    const { currency, value = '' } = found?.groups ?? {};
    const setting = currency === undefined ? 'zone' : 'currency';
    if (found === null) return show(turn);
    if (value === '') return { state: questionAbout(setting, accountOfTurn(turn)) };
    return setting === 'currency' ? chooseCurrency(value, turn) : chooseZone(value, turn);
  },
};

/** The state in which it is asked what a setting is to be. */
export function questionAbout(setting: Setting, { currency }: Account): State {
  return setting === 'currency' ? { at: 'set-currency', currency } : { at: 'set-zone', zones: [] };
}

/** All settings as they are. A further one is a line and a button here, and its question. */
function show(turn: Turn): Said {
  const { currency, timeZone } = accountOfTurn(turn);
  const { id } = turn.incoming.person;
  const buttons: Buttons = [
    [
      { label: phrase('setting-currency'), data: settingData(id, 'currency') },
      { label: phrase('setting-zone'), data: settingData(id, 'zone') },
    ],
    [digestsButton(turn)],
  ];
  const text = [
    phrase('settings-currency', { currency }),
    phrase('settings-zone', { zone: timeZone }),
    phrase('settings-how'),
  ];
  return { ...aside(turn), messages: [{ do: 'say', text, buttons }] };
}
