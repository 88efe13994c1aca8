import { version } from './version.ts';

/**
 * Runs one command line (without `node` and the script) and ends the process: 0 done, 1 failed, 2 wrong usage.
 * Nothing else in spndr exits. `--version` comes first and imports nothing, because scripts ask for it often.
 */
export async function main(args: readonly string[]): Promise<void> {
  if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
    process.stdout.write(`${version()}\n`);
    return;
  }
  // A reader that left (`spndr db status | head -1`) is no failure: the command goes on and its words are dropped.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  const { createCli } = await import('./run.ts');
  const cli = createCli();
  process.on('uncaughtException', (error) => process.exit(cli.explainCrash(error)));
  const exitCode = await cli.run(args);
  await Promise.all([process.stdout, process.stderr].map(flushed));
  process.exit(exitCode);
}

/** Fulfils once what was written to a stream is on its way; one that was not used is left alone. */
function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    if (stream.writableLength === 0) resolve();
    else stream.write('', () => resolve());
  });
}
