import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { TestContext } from 'vitest';

/** Where the program is; null when it is not on the PATH. */
export function onPath(program: string): string | null {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return join(folder, program);
    } catch {
      // not here
    }
  }
  return null;
}

/** Where the program is, its package of Debian installed when it is missing and we may; null when it is not there. */
export function fromDebian(program: string, name = program): string | null {
  if (onPath(program) === null && process.getuid?.() === 0 && onPath('apt-get') !== null) install(name);
  return onPath(program);
}

/** A service that comes with the package is not started: the tests start their own. */
function install(name: string): void {
  const policy = '/usr/sbin/policy-rc.d';
  const forbid = !existsSync(policy);
  if (forbid) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, stdio: 'inherit' } as const;
  try {
    execFileSync('apt-get', ['update'], options);
    execFileSync('apt-get', ['install', '--yes', '--no-install-recommends', name], options);
  } catch {
    // whoever needs it says what to do
  } finally {
    if (forbid) rmSync(policy, { force: true });
  }
}

/**
 * Where a program is that a test cannot do without, its package of Debian installed when we may. Where it is missing
 * the test is skipped, saying why; but .ci/run wants it.
 */
export function required(context: TestContext, program: string, name: string): string {
  const found = fromDebian(program, name);
  if (found !== null) return found;
  if (!process.env.SPNDR_TEST_REPORT) return without(context, program);
  throw new Error(`there is no ${program} on the PATH (on Debian: sudo apt-get install ${name})`);
}

/** Where a program is that a test is about; where it is missing the test is skipped, saying why. */
export function wanted(context: TestContext, program: string): string {
  return onPath(program) ?? without(context, program);
}

function without(context: TestContext, program: string): never {
  const why = `there is no ${program} on the PATH`;
  process.stderr.write(`skipped: "${context.task.name}": ${why}\n`);
  return context.skip(why);
}
