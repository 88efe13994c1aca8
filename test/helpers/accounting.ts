import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { TestContext } from 'vitest';

const execute = promisify(execFile);

/** The Debian package of each program that checks our files. */
const packages = {
  hledger: 'hledger',
  ledger: 'ledger',
  'bean-check': 'beancount',
  'bean-query': 'beancount',
} as const;

/**
 * A program's output; rejects if it writes to stderr or fails. If it is not installed, the test is skipped with the
 * reason, or fails if SPNDR_TEST_TOOLS=required, as set by .ci/run.
 */
export async function runTool(
  context: TestContext,
  tool: keyof typeof packages,
  args: readonly string[],
): Promise<string> {
  try {
    const env = { ...process.env, LC_ALL: 'C.UTF-8', HLEDGER_CONFIG: '', LEDGER_FILE: '' };
    const { stdout, stderr } = await execute(tool, args, { env, maxBuffer: 100_000_000 });
    if (stderr !== '') throw new Error(`${tool}: ${stderr}`);
    return stdout;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    const remedy = `${tool} is not installed: apt-get install ${packages[tool]}`;
    if (process.env.SPNDR_TEST_TOOLS === 'required') throw new Error(remedy);
    return context.skip(remedy);
  }
}
