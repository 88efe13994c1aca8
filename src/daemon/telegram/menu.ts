import type { Api } from 'node-telegram-bot-api';
import type { Logger } from 'pino';
import { commands } from '../../chat/commands/registry.ts';
import type { Renderer } from '../../chat/locales/render.ts';
import type { Clock } from '../clock.ts';
import { type MenuEntry, publishCommands, TelegramUnavailable } from './registration.ts';

/** Telegram's command menu in a language. */
export function menuIn(locale: string, renderer: Renderer): readonly MenuEntry[] {
  return commands
    .filter((command) => !command.hidden)
    .map(({ name, description }) => ({
      command: name,
      description: renderer.plain({ key: description }, locale),
    }));
}

const mostFailures = 20;
const retryMs = 30_000;

/**
 * Publishes Telegram's command menu in each language, with the English one for all others; while Telegram takes no
 * request it waits, as long as it is told to. Failures are only logged: the bot works without it. Aborting `signal` ends
 * it.
 */
export async function publishMenu(options: {
  api: Pick<Api, 'setMyCommands'>;
  renderer: Renderer;
  locales: Iterable<string>;
  clock: Clock;
  log: Logger;
  signal: AbortSignal;
}): Promise<void> {
  const { api, renderer, clock, log, signal } = options;
  const left = [...options.locales];
  for (let failures = 0; left[0] !== undefined && !signal.aborted; ) {
    // Telegram takes two-letter codes only: pt-BR becomes pt
    const language = left[0] === 'en' ? null : left[0].slice(0, 2);
    try {
      await publishCommands(api, language, menuIn(left[0], renderer), signal);
      left.shift();
    } catch (error) {
      if (signal.aborted) return;
      failures += 1;
      if (!(error instanceof TelegramUnavailable) || failures === mostFailures)
        return log.warn({ err: error }, 'the command list could not be published');
      await clock.sleep(error.retryAfterMs ?? retryMs, signal);
    }
  }
}
