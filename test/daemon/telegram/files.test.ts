import { expect, test } from 'vitest';
import { createApi } from '../../../src/daemon/telegram/client.ts';
import { createFileFetcher } from '../../../src/daemon/telegram/files.ts';
import { answerJson, serveHttp, token } from './servers.ts';

async function fetcherAt(root: string) {
  const pausesMs = [1, 1, 1];
  const fetchFile = createFileFetcher({ api: createApi(token, root), token, apiRoot: root, pausesMs });
  const written: Uint8Array[] = [];
  return { written, fetchFile: () => fetchFile('id', async (bytes) => void written.push(bytes)) };
}

test('a file comes from a Bot API that asks for a password', async () => {
  const expected = `Basic ${Buffer.from('ann:s3cret pw').toString('base64')}`;
  const root = await serveHttp((request, response) => {
    if (request.headers.authorization !== expected) return answerJson(response, { ok: false }, 401);
    if (request.url === `/file/bot${token}/documents/a.csv`) return response.end('date,item');
    return answerJson(response, { ok: true, result: { file_path: 'documents/a.csv' } });
  });
  const { written, fetchFile } = await fetcherAt(root.replace('//', '//ann:s3cret%20pw@'));
  expect(await fetchFile()).toBe(null);
  expect(Buffer.concat(written).toString()).toBe('date,item');
});

test('why a file cannot be fetched tells neither the token nor the password', async () => {
  const root = await serveHttp((request, response) => {
    if (request.url?.startsWith('/file/')) return request.socket.resetAndDestroy();
    return answerJson(response, { ok: true, result: { file_path: 'a.csv' } });
  });
  const { fetchFile } = await fetcherAt(root.replace('//', '//ann:s3cretpw@'));
  const error = await fetchFile().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Error);
  expect(String(error)).toMatch(/a file cannot be fetched: .*(ECONNRESET|socket|closed)/i);
  expect(String(error)).not.toMatch(/s3cretpw|AAtest/);
});

/** A Bot API that gives these answers one after the other, the last one for ever; a number is a status. */
async function apiAnswering(...answers: ('file' | 'content' | 'half' | 'reset' | number)[]) {
  let calls = 0;
  const root = await serveHttp((request, response) => {
    const answer = answers[Math.min(calls++, answers.length - 1)]!;
    if (answer === 'file') return answerJson(response, { ok: true, result: { file_path: 'a.csv' } });
    if (answer === 'content') return response.end('date,item');
    if (answer === 'reset') return request.socket.resetAndDestroy();
    if (answer === 'half') {
      response.writeHead(200, { 'content-length': 9 });
      return response.write('date,', () => request.socket.resetAndDestroy());
    }
    const refusal = { ok: false, error_code: answer, description: 'no' };
    return answerJson(
      response,
      answer === 429 ? { ...refusal, parameters: { retry_after: 0.001 } } : refusal,
      answer,
    );
  });
  return { ...(await fetcherAt(root)), calls: () => calls };
}

test.each([
  [['reset', 'file', 'content']],
  [[502, 500, 503, 'file', 'content']],
  [[429, 'file', 'content']],
  [['file', 502, 'file', 'reset', 'file', 429, 'file', 'content']],
] as const)('a file is had although Telegram is out of reach for a moment: %j', async (answers) => {
  const { fetchFile, written } = await apiAnswering(...answers);
  expect(await fetchFile()).toBe(null);
  expect(Buffer.concat(written).toString()).toBe('date,item');
});

test('what will not change is not waited for, nor is Telegram waited for without end', async () => {
  const gone = await apiAnswering(400);
  expect([await gone.fetchFile(), gone.calls()]).toEqual(['gone', 1]);
  const refused = await apiAnswering(401);
  await expect(refused.fetchFile()).rejects.toThrow('a file cannot be found');
  expect(refused.calls()).toBe(1);
  const out = await apiAnswering(502);
  await expect(out.fetchFile()).rejects.toThrow('a file cannot be found');
  expect(out.calls()).toBe(4);
});

test('a file of which a part has come is not begun again, or that part would be there twice', async () => {
  const { fetchFile, written, calls } = await apiAnswering('file', 'half', 'file', 'content');
  await expect(fetchFile()).rejects.toThrow('a file cannot be fetched');
  expect([Buffer.concat(written).toString(), calls()]).toEqual(['date,', 2]);
});
