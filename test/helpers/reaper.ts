import { spawn } from 'node:child_process';

// Waits for the end of its input: the run is over, or its process is gone (Ctrl-C, kill -9). Servers are found by their
// pid files.
const script = `
is_server() {
  { tr '\\0' ' ' < "/proc/$1/cmdline" || ps -o command= -p "$1"; } 2> /dev/null | grep -Eq 'postgres|redis|valkey'
}
cat > /dev/null
find "$1" -name '*.pid' -type f 2> /dev/null | while read -r file; do
  pid=$(head -n 1 "$file")
  is_server "$pid" || continue
  kill -INT "$pid"
  tries=0
  while [ $tries -lt 100 ] && is_server "$pid"; do sleep 0.05; tries=$((tries + 1)); done
  if is_server "$pid"; then kill -KILL "$pid"; fi
done
rm -rf "$1"
`;

/**
 * Guards a run's temporary directory: `reap` ends the servers in it and removes it, as does the end of this process.
 */
export function startReaper(directory: string): { reap(): Promise<void> } {
  const child = spawn('sh', ['-c', script, 'reaper', directory], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.unref();
  return {
    reap() {
      child.ref();
      child.stdin.end();
      return ended;
    },
  };
}
