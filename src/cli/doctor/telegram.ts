import { connect } from 'node:net';
import type { Api, WebhookInfo } from 'node-telegram-bot-api';
import { fetchAt } from '../../daemon/rates/credentials.ts';
import { createApi } from '../../daemon/telegram/client.ts';
import { explain, isApiError, redact } from '../../daemon/telegram/errors.ts';
import { type BotIdentity, botIdentity } from '../../daemon/telegram/registration.ts';
import { age } from '../age.ts';
import type { Config } from '../config.ts';
import { countOf } from '../count.ts';
import { skewVerdict } from './clock.ts';
import { type Check, ok, skipped, type Verdict, warn, wrong } from './finding.ts';
import type { Chart } from './postgres.ts';

const timeoutMs = 6_000;
/** How long to poll: another poller, interrupted, asks again at once and so shows itself. */
const pollS = 2;

/** Checks of the bot at Telegram. `chart`: what the ledger says about the daemons; null: it cannot be read. */
export function telegramChecks(config: Config, chart: Promise<Chart | null>): readonly Check[] {
  const { botToken } = config;
  const clock: Check = { name: 'clock (Telegram)', run: () => clockVerdict(config.telegramApi) };
  if (botToken === null)
    return [
      {
        name: 'token',
        run: async () =>
          wrong(
            'SPNDR_BOT_TOKEN is not set',
            'set it to the token that @BotFather gave you; spndr init asks for it',
          ),
      },
      clock,
    ];
  const api = createApi(botToken, config.telegramApi, { timeoutMs });
  const bot = botIdentity(api);
  const info = bot.then(() => api.getWebhookInfo());
  bot.catch(() => {});
  info.catch(() => {});
  const whenKnown = (name: string, look: (info: WebhookInfo) => Promise<Verdict>): Check => ({
    name,
    async run() {
      const known = await info.catch(() => null);
      return known ? look(known) : skipped('Telegram cannot be asked');
    },
  });
  return [
    { name: 'token', run: async () => ok(`it is @${(await bot).username}'s`) },
    clock,
    { name: 'groups', run: () => bot.then(groupsVerdict, () => skipped('Telegram cannot be asked')) },
    whenKnown('webhook', async (known) => webhookVerdict(known, config)),
    whenKnown('last update', async (known) => updateVerdict(known, await chart)),
    whenKnown('another poller', async (known) => pollerVerdict(known, api, await chart)),
    { name: 'port', run: async () => portVerdict(config, await chart) },
    { name: 'public address', run: () => addressVerdict(config) },
  ];
}

/** Never a defect: most bots are in no group, and their owners may want it so. */
function groupsVerdict({ hearsGroups }: BotIdentity): Verdict {
  if (hearsGroups) return ok('everything said in groups is heard');
  return ok(
    'only commands and replies to it are heard in groups; @BotFather changes that: /setprivacy, Disable, then add it to the group again',
  );
}

async function clockVerdict(root: string): Promise<Verdict> {
  const beganMs = Date.now();
  let date: string | null;
  try {
    // without the token: any answer there includes the time
    const response = await fetchAt(root, {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    date = response.headers.get('date');
  } catch (error) {
    return wrong(
      `${new URL(root).host} cannot be reached (${redact(error)})`,
      'see that the machine has a network, and a name server; SPNDR_TELEGRAM_API names another Bot API',
    );
  }
  if (date === null) return skipped('it does not say the time');
  // the header has whole seconds, so on average it is half a second behind
  return skewVerdict('Telegram', new Date(Date.parse(date) + 500), beganMs, Date.now());
}

const recentErrorMs = 3_600_000;

function webhookVerdict(info: WebhookInfo, { webhookUrl }: Config): Verdict {
  if (info.url === '')
    return webhookUrl === null
      ? ok('none: updates are polled')
      : warn(
          'none is registered, though SPNDR_WEBHOOK_URL is set',
          'spndr start --webhook registers it, and so does spndr webhook set',
        );
  const host = new URL(info.url).host;
  if (webhookUrl === null)
    return warn(
      `one is registered, at ${host}, and SPNDR_WEBHOOK_URL is not set`,
      'spndr start --polling removes it; or set SPNDR_WEBHOOK_URL and use start --webhook',
    );
  if (info.url !== webhookUrl)
    return wrong(`Telegram calls ${host}, which is not SPNDR_WEBHOOK_URL`, 'run spndr webhook set');
  const erredMs = (info.last_error_date ?? 0) * 1_000;
  if (Date.now() - erredMs < recentErrorMs)
    return wrong(
      `${age(Date.now() - erredMs)} ago Telegram could not deliver: ${info.last_error_message ?? 'it does not say why'}`,
      'see that the address leads to SPNDR_WEBHOOK_LISTEN, with a certificate that Telegram trusts',
    );
  return ok(`Telegram calls ${host}`);
}

const longWaitMs = 5 * 60_000;

/** Whether waiting updates get handled. */
function updateVerdict(info: WebhookInfo, chart: Chart | null): Verdict {
  const pending = countOf(info.pending_update_count, 'update waits', 'updates wait');
  const handledAt = chart?.waiting.lastHandledAt ?? null;
  const last =
    handledAt === null
      ? 'none was handled in the last two days'
      : `the last was handled ${age(Date.now() - handledAt.getTime())} ago`;
  const words = `${pending} at Telegram; ${last}`;
  const late = handledAt === null || Date.now() - handledAt.getTime() > longWaitMs;
  if (info.pending_update_count === 0 || !late) return ok(words);
  return chart && chart.daemons.length > 0
    ? wrong(words, 'a daemon runs but does not get them: see its log, and whether another program polls')
    : warn(words, 'start a daemon: Telegram keeps updates for 24 hours');
}

const conflictWords = /another program polls/;

async function pollerVerdict(info: WebhookInfo, api: Api, chart: Chart | null): Promise<Verdict> {
  const found = wrong(
    'another program polls with this token: each gets only some of the updates',
    'stop it, or make a new token with @BotFather (/revoke)',
  );
  if (info.url !== '') return ok('a webhook is registered, so nobody can poll');
  const ours = chart?.daemons.filter(({ mode }) => mode === 'polling') ?? [];
  if (ours.length > 0) {
    // polling here as well would interrupt it, and it notices another poller by itself
    const met = ours.some(
      ({ lastError }) =>
        lastError && conflictWords.test(lastError.text) && Date.now() - lastError.at.getTime() < 10 * 60_000,
    );
    return met ? found : ok('only the daemon polls');
  }
  try {
    // without an offset nothing is confirmed
    await api.getUpdates({ limit: 1, timeout: pollS });
    return ok('nobody polls');
  } catch (error) {
    if (isApiError(error, 409)) return found;
    throw explain(error);
  }
}

/** Whether anything listens where the web server forwards to. */
async function portVerdict({ webhookUrl, webhookListen }: Config, chart: Chart | null): Promise<Verdict> {
  const { host, port } = webhookListen;
  if (webhookUrl === null) return skipped('no webhook is wanted');
  if (await opens(host, port)) return ok(`something listens on ${host}:${port}`);
  const words = `nothing listens on ${host}:${port}`;
  const running = chart?.daemons.some(({ mode }) => mode === 'webhook');
  return running
    ? wrong(words, 'the daemon runs elsewhere or with another SPNDR_WEBHOOK_LISTEN')
    : warn(words, 'spndr start --webhook listens there');
}

function opens(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: host === '0.0.0.0' ? '127.0.0.1' : host, port, timeout: 3_000 });
    const end = (open: boolean) => () => {
      socket.destroy();
      resolve(open);
    };
    socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false));
  });
}

/** Whether anything answers at the address that Telegram calls. */
async function addressVerdict({ webhookUrl }: Config): Promise<Verdict> {
  if (webhookUrl === null) return skipped('no webhook is wanted');
  const { host } = new URL(webhookUrl);
  try {
    const { status } = await fetchAt(webhookUrl, {
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    // the listener answers 404 to any other call than Telegram's; a web server with nothing behind it answers 502 to
    // 504
    if (status === 404) return ok(`${host} answers`);
    return warn(
      `${host} answers ${status}, and not as spndr does`,
      'see that the web server there forwards to SPNDR_WEBHOOK_LISTEN',
    );
  } catch (error) {
    return warn(
      `${host} does not answer from here (${redact(error)})`,
      'check its DNS, certificate and firewall; from inside some networks it cannot answer, though from outside it does',
    );
  }
}
