import type { Api } from 'node-telegram-bot-api';
import type { Logger } from 'pino';
import { commands } from '../../chat/commands/registry.ts';
import type { Renderer } from '../../chat/locales/render.ts';
import { type MenuEntry, publishCommands } from './registration.ts';

/** The commands of Telegram's menu in a language. */
export function menuIn(locale: string, renderer: Renderer): readonly MenuEntry[] {
  return commands
    .filter((command) => !command.hidden)
    .map(({ name, description }) => ({
      command: name,
      description: renderer.plain({ key: description }, locale),
    }));
}

/** Telegram's command list, per language; `en` for everybody else. The bot works without it too. */
export async function publishMenu(
  api: Api,
  renderer: Renderer,
  locales: Iterable<string>,
  log: Logger,
): Promise<void> {
  try {
    for (const locale of locales) {
      const menu = menuIn(locale, renderer);
      if (locale === 'en') await publishCommands(api, null, menu);
      // Telegram knows languages by two letters: pt-BR is pt there.
      else await publishCommands(api, locale.slice(0, 2), menu);
    }
  } catch (error) {
    log.warn({ err: error }, 'the command list could not be published');
  }
}
