import { execFile } from 'node:child_process';
import { chmod, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf, Failure } from '../failure.ts';

/** A change that installing or removing makes to the machine. Files get mode 0o644. */
export type Step =
  | { readonly kind: 'file'; readonly path: string; readonly text: string }
  | { readonly kind: 'folder'; readonly path: string; readonly mode: number }
  | { readonly kind: 'removal'; readonly path: string }
  | { readonly kind: 'command'; readonly words: readonly string[] };

/** Whether a step has nothing left to do. A command never counts as done. */
export async function isDone(step: Step): Promise<boolean> {
  switch (step.kind) {
    case 'file':
      return (await readFile(step.path, 'utf8').catch(() => null)) === step.text;
    case 'folder':
      return (await modeOf(step.path)) !== null;
    case 'removal':
      return (await modeOf(step.path)) === null;
    case 'command':
      return false;
  }
}

/** Describes a step, as in "write /etc/x". */
export function describe(step: Step): string {
  switch (step.kind) {
    case 'file':
      return `write ${step.path}`;
    case 'folder':
      return `make ${step.path}`;
    case 'removal':
      return `remove ${step.path}`;
    case 'command':
      return `run ${step.words.join(' ')}`;
  }
}

/** Carries out a step. Throws `Failure` if that is not possible. */
export async function carryOut(step: Step): Promise<void> {
  if (step.kind === 'command') return runCommand(step.words);
  try {
    if (step.kind === 'removal') return await rm(step.path);
    if (step.kind === 'folder') {
      await mkdir(step.path, { recursive: true });
      return await chmod(step.path, step.mode);
    }
    await mkdir(dirname(step.path), { recursive: true });
    await writeFile(step.path, step.text);
    // others may read units, whatever the umask
    await chmod(step.path, 0o644);
  } catch (error) {
    throw new Failure(`cannot ${describe(step)} (${codeOf(error)})`, 'check who may write there', {
      cause: error,
    });
  }
}

async function modeOf(path: string): Promise<number | null> {
  return stat(path).then(
    ({ mode }) => mode,
    () => null,
  );
}

function runCommand(words: readonly string[]): Promise<void> {
  const [program = '', ...args] = words;
  return new Promise((resolve, reject) => {
    execFile(program, args, { timeout: 150_000 }, (error, _stdout, stderr) => {
      if (error === null) return resolve();
      const said = stderr.trim().replaceAll(/\s*\n\s*/g, '; ') || error.message;
      reject(
        new Failure(`${words.join(' ')} failed: ${said}`, 'mend that and run it again', { cause: error }),
      );
    });
  });
}
