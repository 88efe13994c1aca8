import { version } from './version.ts';

/**
 * Runs one command line (without `node` and the script) and ends the process: 0 done, 1 failed, 2 wrong usage.
 * Nothing else in spndr exits. `--version` comes first and imports nothing, because scripts ask for it often.
 */
export async function main(args: readonly string[]): Promise<void> {
  if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
    process.stdout.on('error', tellUnwritten);
    process.stdout.write(`${version()}\n`);
    return;
  }
  // What packages give up is no concern of whoever uses them.
  process.noDeprecation = true;
  // Where stderr cannot be written there is nobody to tell.
  process.stderr.on('error', () => {});
  await import('./without-fetch.ts');
  const { ReaderLeft, watchResult } = await import('./result-end.ts');
  const ended = watchResult(process.stdout);
  const { createCli } = await import('./run.ts');
  const cli = createCli(ended);
  let hasCrashed = false;
  process.on('uncaughtException', (error) => {
    // what fails while all is being closed, which takes no longer than some seconds, is no news
    if (hasCrashed) return;
    hasCrashed = true;
    void cli.endCrash(error).then((code) => process.exit(code));
  });
  let exitCode = await cli.run(args);
  await flushed(process.stdout);
  const isLost = ended.aborted && !(ended.reason instanceof ReaderLeft);
  if (exitCode === 0 && isLost) exitCode = cli.explain(ended.reason);
  await flushed(process.stderr);
  process.exit(exitCode);
}

/** Fulfils once what was written to a stream is on its way, or failed; one that was not used is left alone. */
function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    // The error of the last write comes a moment after it.
    if (stream.writableLength === 0) setImmediate(resolve);
    else stream.write('', () => setImmediate(resolve));
  });
}

/** What `cli.explain` does, for the answer that needs none of it. */
async function tellUnwritten(error: Error): Promise<void> {
  const { ReaderLeft, resultEnd } = await import('./result-end.ts');
  const end = resultEnd(error);
  if (end instanceof ReaderLeft) return;
  process.exitCode = 1;
  process.stderr.on('error', () => {});
  process.stderr.write(`spndr: ${end.message}\n`);
}
