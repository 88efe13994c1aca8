import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { TestContext } from 'vitest';

/** The path of a program; null: it is not on the PATH. */
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

/**
 * The path of a program; tries to install its Debian package if it is missing and we are root. Null: it is still
 * missing.
 */
export function fromDebian(program: string, name = program): string | null {
  if (onPath(program) === null && process.getuid?.() === 0 && onPath('apt-get') !== null) install(name);
  return onPath(program);
}

/** Installs a package without starting its service: the tests start their own. */
function install(name: string): void {
  const policy = '/usr/sbin/policy-rc.d';
  const forbid = !existsSync(policy);
  if (forbid) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, stdio: 'inherit' } as const;
  try {
    execFileSync('apt-get', ['update'], options);
    execFileSync('apt-get', ['install', '--yes', '--no-install-recommends', name], options);
  } catch {
    // the caller says what to do
  } finally {
    if (forbid) rmSync(policy, { force: true });
  }
}

/**
 * The path of a program that a test needs; tries to install it. If it is missing, the test is skipped with the reason,
 * but fails in .ci/run.
 */
export function required(context: TestContext, program: string, name: string): string {
  const found = fromDebian(program, name);
  if (found !== null) return found;
  if (!process.env.SPNDR_TEST_REPORT) return without(context, program);
  throw new Error(`there is no ${program} on the PATH (on Debian: sudo apt-get install ${name})`);
}

/** The path of a program that a test is about; if it is missing, the test is skipped with the reason. */
export function wanted(context: TestContext, program: string): string {
  return onPath(program) ?? without(context, program);
}

function without(context: TestContext, program: string): never {
  const why = `there is no ${program} on the PATH`;
  process.stderr.write(`skipped: "${context.task.name}": ${why}\n`);
  return context.skip(why);
}
