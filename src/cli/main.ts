import { isatty } from 'node:tty';
import { version } from './version.ts';

/**
 * Runs one command line (without `node` and the script) and ends the process: 0 done, 1 failed, 2 wrong usage. Nothing
 * else in spndr exits. `--version` is handled first and without imports, because scripts ask for it often.
 */
export async function main(args: readonly string[]): Promise<void> {
  if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
    process.stdout.on('error', tellUnwritten);
    process.stdout.write(`${version()}\n`);
    return;
  }
  const terminals = [0, 1, 2].filter((descriptor) => isatty(descriptor));
  // deprecation warnings of packages do not concern users of spndr
  process.noDeprecation = true;
  // if stderr cannot be written to, there is nobody to tell
  process.stderr.on('error', () => {});
  await import('./without-fetch.ts');
  const { ReaderLeft, watchResult } = await import('./result-end.ts');
  const ended = watchResult(process.stdout);
  const { createCli } = await import('./run.ts');
  const cli = createCli(ended);
  let hasCrashed = false;
  process.on('uncaughtException', (error) => {
    // errors while everything is being closed, which takes a few seconds at most, are not worth reporting
    if (hasCrashed) return;
    hasCrashed = true;
    void cli.endCrash(error).then((code) => process.exit(code));
  });
  let exitCode = await cli.run(args);
  await flushed(process.stdout);
  const isLost = ended.aborted && !(ended.reason instanceof ReaderLeft);
  if (exitCode === 0 && isLost) exitCode = cli.explain(ended.reason);
  await flushed(process.stderr);
  // a terminal that has closed cannot be set back, which Node takes for a fault of its own: it would dump its core
  if (terminals.some((descriptor) => !isatty(descriptor))) process.kill(process.pid, 'SIGHUP');
  process.exit(exitCode);
}

/** Fulfils once everything written to a stream was flushed or failed; does not touch an unused stream. */
function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    // the error of the last write comes a moment later
    if (stream.writableLength === 0) setImmediate(resolve);
    else stream.write('', () => setImmediate(resolve));
  });
}

/** Like `cli.explain`, without loading it. */
async function tellUnwritten(error: Error): Promise<void> {
  const { ReaderLeft, resultEnd } = await import('./result-end.ts');
  const end = resultEnd(error);
  if (end instanceof ReaderLeft) return;
  process.exitCode = 1;
  process.stderr.on('error', () => {});
  process.stderr.write(`spndr: ${end.message}\n`);
}
