import type { Command } from 'commander';
import type { Api, WebhookInfo } from 'node-telegram-bot-api';
import { createApi } from '../../daemon/telegram/client.ts';
import { handledUpdateTypes } from '../../daemon/telegram/decode.ts';
import { explain, TelegramRefused } from '../../daemon/telegram/errors.ts';
import type { Config } from '../config.ts';
import { Failure } from '../failure.ts';
import { examples } from '../help.ts';
import type { CommandIo, ConfigWith } from '../io.ts';
import { ngrokAddress, ngrokApi } from '../ngrok.ts';
import { keptSecret } from '../secrets.ts';

/** Time limit for Telegram's answers. */
const timeoutMs = 10_000;

/** Adds `spndr webhook set | delete | info`. */
export function define(program: Command, io: CommandIo): void {
  const webhook = program.command('webhook').description('say where Telegram delivers updates');
  examples(webhook, [
    ['spndr webhook set', 'have Telegram call SPNDR_WEBHOOK_URL'],
    ['spndr webhook info', 'what Telegram has, and its last error'],
  ]);

  const set = webhook
    .command('set')
    .description('have Telegram call SPNDR_WEBHOOK_URL')
    .option('--ngrok', 'call the address of the ngrok that runs on this machine instead')
    .option('--ngrok-api <url>', 'where ngrok lists its tunnels', ngrokApi)
    .option('--drop-pending', 'forget the updates that wait at Telegram')
    .action((options: SetOptions) => setWebhook(io, options));
  examples(set, [['spndr webhook set'], ['spndr webhook set --ngrok', 'after: ngrok http 8443']]);

  const remove = webhook
    .command('delete')
    .description('have Telegram keep updates until they are polled')
    .option('--drop-pending', 'forget the updates that wait at Telegram')
    .action((options: { dropPending?: boolean }) => deleteWebhook(io, options.dropPending === true));
  examples(remove, [['spndr webhook delete', 'before: spndr start --polling']]);

  const info = webhook
    .command('info')
    .description('show what Telegram has registered')
    .option('--json', 'print JSON')
    .action((options: { json?: boolean }) => showWebhook(io, options.json === true));
  examples(info, [['spndr webhook info'], ['spndr webhook info --json | jq .pending_update_count']]);
}

interface SetOptions {
  ngrok?: boolean;
  ngrokApi: string;
  dropPending?: boolean;
}

async function setWebhook(io: CommandIo, options: SetOptions): Promise<void> {
  const config = options.ngrok
    ? await io.readConfig('botToken')
    : await io.readConfig('botToken', 'webhookUrl');
  const url = await webhookAddress(config, options);
  const secret = config.webhookSecret ?? (await keptSecret(config.dataDir, 'webhook-secret'));
  await call(io, config, 'registering the webhook', (api) =>
    api.setWebhook({
      url,
      secret_token: secret,
      allowed_updates: [...handledUpdateTypes],
      drop_pending_updates: options.dropPending === true,
    }),
  );
  io.out.line(`Telegram now calls ${url}`);
  if (options.ngrok && url !== config.webhookUrl) {
    io.out.note(`set SPNDR_WEBHOOK_URL=${url} for spndr start --webhook`);
  }
}

/** The address to register. With ngrok, its host and the path of SPNDR_WEBHOOK_URL, at which the daemon answers. */
async function webhookAddress(config: Config, options: SetOptions): Promise<string> {
  const url = config.webhookUrl ?? '';
  if (!options.ngrok) return url;
  const without = 'leave --ngrok out and set SPNDR_WEBHOOK_URL';
  const origin = await ngrokAddress(options.ngrokApi, config.webhookListen.port, without);
  return origin + (url === '' ? '/' : new URL(url).pathname);
}

async function deleteWebhook(io: CommandIo, dropPending: boolean): Promise<void> {
  const config = await io.readConfig('botToken');
  await call(io, config, 'deleting the webhook', (api) =>
    api.deleteWebhook({ drop_pending_updates: dropPending }),
  );
  io.out.line('Telegram calls no webhook now; it keeps updates for spndr start --polling');
}

async function showWebhook(io: CommandIo, json: boolean): Promise<void> {
  const config = await io.readConfig('botToken');
  const info = await call(io, config, 'asking Telegram', (api) => api.getWebhookInfo());
  if (json) return io.out.json(info);
  await io.out.table(
    ['webhook', info.url === '' ? 'none: updates wait to be polled' : info.url],
    [
      ['pending updates', String(info.pending_update_count)],
      ['update types', info.allowed_updates?.join(', ') ?? 'the usual ones'],
      ['last error', lastError(info)],
    ],
  );
  if (config.webhookUrl !== null && info.url !== '' && info.url !== config.webhookUrl) {
    io.out.note(`this is not SPNDR_WEBHOOK_URL (${config.webhookUrl}); spndr webhook set registers that one`);
  }
}

function lastError(info: WebhookInfo): string {
  if (info.last_error_date === undefined) return 'none';
  return `${new Date(info.last_error_date * 1000).toISOString()} ${info.last_error_message ?? ''}`.trim();
}

async function call<Result>(
  io: CommandIo,
  config: ConfigWith<'botToken'>,
  words: string,
  work: (api: Api) => Promise<Result>,
): Promise<Result> {
  const api = createApi(config.botToken, config.telegramApi, { timeoutMs });
  try {
    return await io.out.working(words, () => work(api));
  } catch (error) {
    const failure = explain(error);
    if (!(failure instanceof TelegramRefused)) throw failure;
    throw new Failure(failure.message, 'change what it names and try again');
  }
}
