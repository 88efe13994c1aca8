import { spokenIn } from './language.ts';
import type { Said, Turn } from './turn.ts';

/**
 * Shows Telegram's command menu in the language that the person is answered in from now on. Not in a group, where
 * everybody would see it.
 */
export function menuFor(turn: Turn): Pick<Said, 'messages'> {
  return turn.incoming.chat.kind === 'private' ? { messages: [{ do: 'menu' }] } : {};
}

/** The same, if the language of `locale` is another than the one they have been answered in. */
export function menuIfAnother(turn: Turn, locale: string): Pick<Said, 'messages'> {
  return spokenIn(locale) === spokenIn(turn.locale) ? {} : menuFor(turn);
}
