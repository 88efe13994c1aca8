/**
 * The simplest bot that commits before it answers, by webhook: one prepared statement marks, records and answers (into
 * an outbox) all waiting updates; they are then committed, acknowledged and sent, and sent replies leave the outbox. It
 * reads no text, knows no accounts, keeps no order and never retries: it shows what a commit costs, not what spndr's
 * guarantees cost.
 */
import http, { createServer, type ServerResponse } from 'node:http';
import pg from 'pg';
import { place } from './place.ts';

interface Update {
  readonly update_id: number;
  readonly message: { readonly chat: { readonly id: number }; readonly text: string };
}

const { token, apiRoot, port } = place();
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 2 });
await pool.query(`
  create table mark (update_id bigint primary key);
  create table bought (id bigint generated always as identity primary key, chat_id bigint not null, item text not null);
  create table reply (id bigint generated always as identity primary key, chat_id bigint not null, text text not null)`);
const agent = new http.Agent({ keepAlive: true, maxSockets: 256 });

let waiting: [Update, ServerResponse][] = [];
let sent: string[] = [];

async function record(): Promise<void> {
  while (waiting.length > 0) {
    const batch = waiting;
    waiting = [];
    const { rows } = await pool.query<{ id: string }>({
      name: 'record',
      text: `
        with given as materialized (select * from unnest($1::bigint[], $2::bigint[], $3::text[]) as given (update_id, chat_id, text)),
          marked as (insert into mark select update_id from given),
          recorded as (insert into bought (chat_id, item) select chat_id, text from given)
        insert into reply (chat_id, text) select chat_id, text from given returning id`,
      values: [
        batch.map(([update]) => update.update_id),
        batch.map(([{ message }]) => message.chat.id),
        batch.map(([{ message }]) => message.text),
      ],
    });
    for (const [index, [{ message }, response]] of batch.entries()) {
      response.writeHead(200, { 'content-length': 0 }).end();
      send(message.chat.id, message.text, () => {
        sent.push(rows[index]?.id ?? '');
        if (sent.length === 1) setImmediate(() => void forget());
      });
    }
  }
}

async function forget(): Promise<void> {
  const ids = sent;
  sent = [];
  await pool.query({ name: 'forget', text: 'delete from reply where id = any($1::bigint[])', values: [ids] });
}

function send(chatId: number, text: string, done: () => void): void {
  const body = JSON.stringify({ chat_id: chatId, text });
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  http
    .request(`${apiRoot}/bot${token}/sendMessage`, { method: 'POST', agent, headers }, (answer) =>
      answer.resume().once('end', done),
    )
    .end(body);
}

let recording = false;
async function begin(): Promise<void> {
  if (recording) return;
  recording = true;
  await record();
  recording = false;
}

createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.once('end', () => {
    waiting.push([JSON.parse(Buffer.concat(parts).toString()), response]);
    setImmediate(() => void begin());
  });
}).listen(port, '127.0.0.1', () => {
  const hook = { url: `http://127.0.0.1:${port}/`, max_connections: 100 };
  http
    .request(
      `${apiRoot}/bot${token}/setWebhook`,
      { method: 'POST', headers: { 'content-type': 'application/json' } },
      (answer) => answer.resume().once('end', () => process.send?.('ready')),
    )
    .end(JSON.stringify(hook));
});
process.once('disconnect', () => process.exit(0));
