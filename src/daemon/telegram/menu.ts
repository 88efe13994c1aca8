import type { Api } from 'node-telegram-bot-api';
import type { Logger } from 'pino';
import { commands } from '../../chat/commands/registry.ts';
import type { Renderer } from '../../chat/locales/render.ts';
import { type MenuEntry, publishCommands } from './registration.ts';

/** Telegram's command menu in a language. */
export function menuIn(locale: string, renderer: Renderer): readonly MenuEntry[] {
  return commands
    .filter((command) => !command.hidden)
    .map(({ name, description }) => ({
      command: name,
      description: renderer.plain({ key: description }, locale),
    }));
}

/**
 * Publishes Telegram's command menu in each language, with the English one for all others. Failures are only logged:
 * the bot works without it.
 */
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
      // Telegram takes two-letter codes only: pt-BR becomes pt
      else await publishCommands(api, locale.slice(0, 2), menu);
    }
  } catch (error) {
    log.warn({ err: error }, 'the command list could not be published');
  }
}
