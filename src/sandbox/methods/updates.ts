import { flagOf, integerOf, jsonOf, type Params, textOf } from '../params.ts';
import { badRequest, conflict } from '../refusal.ts';
import { isLoopback, type Webhook } from '../webhook-pusher.ts';
import type { Method, World } from '../world.ts';

const webhookPorts = new Set(['', '443', '80', '88', '8443']);

export const getUpdates: Method = async (world, request) => {
  if (world.pusher.webhook) {
    throw conflict(
      "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    );
  }
  rememberAllowed(world, request);
  const offset = integerOf(request, 'offset', 0);
  const limit = integerOf(request, 'limit', 100, { least: 1, most: 100 });
  const timeoutS = integerOf(request, 'timeout', 0, { least: 0, most: 50 });
  return { result: await world.updates.take(offset, limit, timeoutS * 1000, request.gone) };
};

export const setWebhook: Method = (world, request) => {
  const given = textOf(request, 'url').trim();
  if (given === '') return removeWebhook(world, request);
  const webhook: Webhook = {
    url: readWebhookUrl(given),
    secret: readSecret(request),
    maxConnections: integerOf(request, 'max_connections', 40, { least: 1, most: 100 }),
  };
  rememberAllowed(world, request);
  if (flagOf(request, 'drop_pending_updates')) world.updates.drop();
  world.updates.endPoll(conflict('terminated by setWebhook request'));
  const unchanged = JSON.stringify(world.pusher.webhook) === JSON.stringify(webhook);
  if (!unchanged) world.pusher.set(webhook);
  return { result: true, description: unchanged ? 'Webhook is already set' : 'Webhook was set' };
};

export const deleteWebhook: Method = (world, request) => removeWebhook(world, request);

export const getWebhookInfo: Method = (world) => {
  const { webhook, lastError } = world.pusher;
  return {
    result: {
      url: webhook?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: world.updates.pendingCount,
      ...(webhook ? { max_connections: webhook.maxConnections } : {}),
      ...(webhook && lastError
        ? {
            last_error_date: Math.floor(lastError.at.getTime() / 1000),
            last_error_message: lastError.message,
          }
        : {}),
      ...(world.updates.allowed ? { allowed_updates: world.updates.allowed } : {}),
    },
  };
};

function removeWebhook(world: World, request: Params) {
  if (flagOf(request, 'drop_pending_updates')) world.updates.drop();
  const wasSet = world.pusher.webhook !== null;
  if (wasSet) world.pusher.set(null);
  return { result: true, description: wasSet ? 'Webhook was deleted' : 'Webhook is already deleted' };
}

/** An empty list selects the default kinds; without a list the earlier choice stays. */
function rememberAllowed(world: World, request: Params): void {
  const allowed = jsonOf(request, 'allowed_updates', 'allowed updates');
  if (!Array.isArray(allowed)) return;
  const kinds = allowed.filter((kind) => typeof kind === 'string').map((kind) => kind.toLowerCase());
  world.updates.allowed = kinds.length > 0 ? kinds : null;
}

/**
 * Reads a webhook's URL. The only difference from Telegram: plain http at any port is allowed for loopback addresses.
 */
function readWebhookUrl(given: string): string {
  const text = given.includes('://') ? given : `https://${given}`;
  if (!URL.canParse(text)) throw badRequest('invalid webhook URL specified');
  const url = new URL(text);
  if (isLoopback(url)) return text;
  if (url.protocol !== 'https:') throw badRequest('bad webhook: An HTTPS URL must be provided for webhook');
  if (!webhookPorts.has(url.port)) {
    throw badRequest('bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443');
  }
  if (!url.hostname.includes('.')) {
    throw badRequest('bad webhook: Failed to resolve host: Name or service not known');
  }
  return text;
}

function readSecret(request: Params): string | null {
  const secret = textOf(request, 'secret_token');
  if (secret.length > 256) throw badRequest('secret token is too long');
  if (!/^[A-Za-z0-9_-]*$/.test(secret)) throw badRequest('secret token contains unallowed characters');
  return secret === '' ? null : secret;
}
