import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

/** A stand-in for systemd's side of sd_notify. */
export interface NotifySocket {
  readonly path: string;
  /** All assignments received, such as READY=1, in order. */
  readonly heard: readonly string[];
  /** Waits for the `times`th assignment that matches `kind`; fulfils with the number of all up to it. */
  hears(kind: RegExp, times?: number): Promise<number>;
}

// systemd-notify passes a descriptor and waits until it is closed, which happens as nobody takes it
const receiver = `
use Socket; $| = 1; my $socket;
socket($socket, AF_UNIX, SOCK_DGRAM, 0) && bind($socket, sockaddr_un($ARGV[0])) or die $!;
print "listening\\n";
while (defined recv($socket, my $text, 4096, 0)) { print "$text\\n" }
`;

/** Listens on a new socket until the test is over. Every Debian has Perl. */
export async function openNotifySocket(): Promise<NotifySocket> {
  const path = join(tmpdir(), `notify-${randomUUID().slice(0, 8)}`);
  const child = spawn('perl', ['-e', receiver, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill());
  const lines = createInterface({ input: child.stdout });
  await once(lines, 'line');
  const heard: string[] = [];
  lines.on('line', (line) => {
    if (line !== '' && line !== 'BARRIER=1') heard.push(line);
  });
  return {
    path,
    heard,
    async hears(kind, times = 1) {
      for (;;) {
        const at = heard.flatMap((line, index) => (kind.test(line) ? [index] : []))[times - 1];
        if (at !== undefined) return at + 1;
        await once(lines, 'line');
      }
    },
  };
}
