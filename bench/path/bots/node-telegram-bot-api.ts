/** The simplest bot on node-telegram-bot-api: an echo, by webhook. */
import { Bot } from 'node-telegram-bot-api';
import { createWebhookServer } from 'node-telegram-bot-api/node';
import { place } from './place.ts';

const { token, apiRoot, port } = place();
const bot = new Bot(token, { apiRoot });
bot.on('message', (context) => context.reply(context.message?.text ?? ''));
createWebhookServer(bot, { path: '/', allowUnauthenticated: true }).listen(port, '127.0.0.1', async () => {
  await bot.api.setWebhook({ url: `http://127.0.0.1:${port}/`, max_connections: 100 });
  process.send?.('ready');
});
process.once('disconnect', () => process.exit(0));
