import { parseArgs } from 'node:util';
import { startSandbox } from './sandbox.ts';

/**
 * Runs the sandbox as a process of its own:
 * `node serve.js [--port N] [--token T] [--keep-messages N] [--limits] [--first-retry-ms N]`.
 * Prints one line of JSON, `{ url, token }`, once it listens; ends on SIGTERM or SIGINT.
 */
const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    token: { type: 'string' },
    'keep-messages': { type: 'string' },
    'first-retry-ms': { type: 'string' },
    limits: { type: 'boolean' },
  },
});
const firstRetryMs = values['first-retry-ms'];
const sandbox = await startSandbox({
  ...(values.port === undefined ? {} : { port: Number(values.port) }),
  ...(values.token === undefined ? {} : { token: values.token }),
  ...(values['keep-messages'] === undefined ? {} : { keepMessages: Number(values['keep-messages']) }),
  ...(firstRetryMs === undefined ? {} : { webhook: { firstRetryMs: Number(firstRetryMs) } }),
  limits: values.limits === true,
});
process.stdout.write(`${JSON.stringify({ url: sandbox.url, token: sandbox.token })}\n`);
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void sandbox.stop());
