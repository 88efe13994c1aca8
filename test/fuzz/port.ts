import { readFileSync } from 'node:fs';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { createRandom } from '../simulation/scheduler.ts';
import { attacks, idleConnections } from './attacks.ts';

/** What came of a time under attack. */
export interface Siege {
  /** How often each attack was made. */
  readonly attacks: ReadonlyMap<string, number>;
  /** Milliseconds from what an honest person said to the answer: before, and meanwhile. */
  readonly calmMs: readonly number[];
  readonly siegeMs: readonly number[];
  /** Memory of the daemon in megabytes: when it was warm, and the most since. */
  readonly memory: { readonly before: number; readonly most: number };
}

const atATime = 24;
const idle = 1_000;
const calmAnswers = 20;
const patienceMs = 20_000;

/**
 * Attacks the webhook of a daemon for `ms`, as `seed` draws it, while an honest person goes on recording. `start` runs
 * the daemon with these settings and gives its process id. Rejects when the person gets no answer.
 */
export async function besiege(options: {
  ms: number;
  seed: number;
  port: number;
  start: (env: Record<string, string>) => Promise<{ pid: number }>;
}): Promise<Siege> {
  const { ms, seed, port } = options;
  const random = createRandom(seed);
  const target = { port, path: '/telegram', secret: 'fuzz-secret' };
  const sandbox = await startSandbox();
  try {
    const { pid } = await options.start({
      SPNDR_BOT_TOKEN: sandbox.token,
      SPNDR_TELEGRAM_API: sandbox.url,
      SPNDR_WEBHOOK_URL: `http://127.0.0.1:${port}${target.path}`,
      SPNDR_WEBHOOK_LISTEN: `127.0.0.1:${port}`,
      SPNDR_WEBHOOK_SECRET: target.secret,
    });
    const person = sandbox.person({ languageCode: 'en' });
    const answerTo = async (text: string) => {
      const saidMs = performance.now();
      person.say(text);
      await person.nextAnswer(patienceMs);
      return performance.now() - saidMs;
    };
    for (const text of ['hi', 'y', '2', 'honest@example.com', 'correct horse']) await answerTo(text);
    const calmMs: number[] = [];
    for (let price = 1; price <= calmAnswers; price += 1) calmMs.push(await answerTo(`${price} calm`));

    const made = new Map<string, number>();
    const before = memoryOf(pid);
    let most = before;
    const untilMs = performance.now() + ms;
    const kinds = Object.entries(attacks);
    let next = 0;
    const attackers = Array.from({ length: atATime }, async () => {
      while (performance.now() < untilMs) {
        const [name, attack] = kinds[next++ % kinds.length] ?? [];
        if (name === undefined || attack === undefined) return;
        made.set(name, (made.get(name) ?? 0) + 1);
        await attack(target, random);
      }
    });
    const closeIdle = idleConnections(port, idle);
    const siegeMs: number[] = [];
    for (let price = 1; performance.now() < untilMs; price += 1) {
      siegeMs.push(await answerTo(`${price} siege`));
      most = Math.max(most, memoryOf(pid));
    }
    closeIdle();
    await Promise.all(attackers);
    return { attacks: made, calmMs, siegeMs, memory: { before, most } };
  } finally {
    await sandbox.stop();
  }
}

/** Resident memory of a process in megabytes; 0 where the system does not tell. */
function memoryOf(pid: number): number {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kilobytes ?? 0) / 1_024;
  } catch {
    return 0;
  }
}
