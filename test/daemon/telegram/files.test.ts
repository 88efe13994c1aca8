import { expect, test } from 'vitest';
import { createApi } from '../../../src/daemon/telegram/client.ts';
import { createFileFetcher } from '../../../src/daemon/telegram/files.ts';
import { answerJson, serveHttp, token } from './servers.ts';

async function fetcherAt(root: string) {
  const fetchFile = createFileFetcher({ api: createApi(token, root), token, apiRoot: root });
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
