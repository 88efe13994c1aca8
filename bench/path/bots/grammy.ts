/** The simplest bot on grammY: an echo, by webhook. No database, no order, no guarantees. */
import { createServer } from 'node:http';
import { Bot, webhookCallback } from 'grammy';
import { place } from './place.ts';

const { token, apiRoot, port } = place();
const bot = new Bot(token, { client: { apiRoot } });
bot.on('message:text', (context) => context.reply(context.message.text));
await bot.init();
createServer(webhookCallback(bot, 'http')).listen(port, '127.0.0.1', async () => {
  await bot.api.setWebhook(`http://127.0.0.1:${port}/`, { max_connections: 100 });
  process.send?.('ready');
});
process.once('disconnect', () => process.exit(0));
