import { Api, type TelegramApiError } from 'node-telegram-bot-api';
import { onTestFinished } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/sandbox.ts';

/** What the API answers to one call. */
export interface Envelope {
  readonly httpStatus: number;
  readonly ok: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever comes
  readonly result?: any;
  readonly error_code?: number;
  readonly description?: string;
  readonly parameters?: { retry_after?: number; migrate_to_chat_id?: number };
}

/** A sandbox for one test, with the client that spndr uses and plain calls beside it. */
export async function withBot(options: SandboxOptions = {}): Promise<{
  sandbox: Sandbox;
  api: Api;
  call(method: string, params?: Record<string, unknown>, token?: string): Promise<Envelope>;
}> {
  const sandbox = await startSandbox(options);
  onTestFinished(() => sandbox.stop());
  const api = new Api(sandbox.token, { apiRoot: sandbox.url, maxRetries: 0 });
  return {
    sandbox,
    api,
    call: async (method, params = {}, token = sandbox.token) => {
      const response = await fetch(`${sandbox.url}/bot${token}/${method}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(params),
      });
      return { httpStatus: response.status, ...((await response.json()) as Omit<Envelope, 'httpStatus'>) };
    },
  };
}

/** The description of the refusal that a call ends with. */
export const refusal = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'it was not refused',
    (error: TelegramApiError) => error.description,
  );
