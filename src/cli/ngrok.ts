import { codeOf, Failure } from './failure.ts';

/** The local API of a running ngrok. */
export const ngrokApi = 'http://127.0.0.1:4040';

interface Tunnel {
  readonly publicUrl: string;
  /** The local port it forwards to; null: its address names none. */
  readonly port: number | null;
}

/**
 * The https:// origin at which a running ngrok forwards to `port` of this machine. Throws `Failure` if ngrok is not
 * running or has no such tunnel; `without` says how to do without it.
 */
export async function ngrokAddress(api: string, port: number, without: string): Promise<string> {
  const tunnels = (await listTunnels(api, without)).filter(({ publicUrl }) =>
    publicUrl.startsWith('https://'),
  );
  const start = `start it with: ngrok http ${port}`;
  if (tunnels.length === 0) throw new Failure('ngrok runs but has no https tunnel', start);
  const tunnel = tunnels.find((candidate) => candidate.port === port);
  if (tunnel) return new URL(tunnel.publicUrl).origin;
  const others = tunnels.map((other) => other.port ?? 'an unknown port').join(', ');
  throw new Failure(
    `ngrok forwards to ${others}, but spndr listens on ${port}`,
    `${start}, or set SPNDR_WEBHOOK_LISTEN to the port it forwards to`,
  );
}

async function listTunnels(api: string, without: string): Promise<Tunnel[]> {
  let answer: unknown;
  try {
    const response = await fetch(new URL('/api/tunnels', api), { signal: AbortSignal.timeout(5_000) });
    answer = await response.json();
  } catch (error) {
    const wrong =
      codeOf(error) === 'ECONNREFUSED'
        ? `ngrok is not running (nothing answers at ${api})`
        : `${api} does not answer like ngrok`;
    throw new Failure(wrong, `start ngrok on this machine, or ${without}`, { cause: error });
  }
  const v = await import('valibot');
  const shape = v.object({
    tunnels: v.array(v.object({ public_url: v.string(), config: v.object({ addr: v.string() }) })),
  });
  const parsed = v.safeParse(shape, answer);
  if (!parsed.success)
    throw new Failure(`${api} does not answer like ngrok`, 'check which program listens there');
  return parsed.output.tunnels.map(({ public_url, config }) => ({
    publicUrl: public_url,
    port: forwardedPort(config.addr),
  }));
}

/** The port in ngrok's "http://localhost:8443", "localhost:8443" or "8443". */
function forwardedPort(address: string): number | null {
  const digits = /(?:^|:)(\d{1,5})\/?$/.exec(address)?.[1];
  return digits === undefined ? null : Number(digits);
}
