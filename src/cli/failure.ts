/**
 * Something the operator can put right. `wrong` says what is wrong and `remedy` what to do; together they are the
 * one line that is printed. `exitCode` is 1 when the command could not do its work, 2 when it was called wrongly.
 */
export class Failure extends Error {
  override readonly name: string = 'Failure';
  readonly exitCode: 1 | 2 = 1;

  constructor(wrong: string, remedy: string, options?: ErrorOptions) {
    super(`${wrong}; ${remedy}`, options);
  }
}

/** The command line or the settings are wrong: exit code 2. */
export class UsageError extends Failure {
  override readonly name = 'UsageError';
  override readonly exitCode = 2;
}

/** Everything that is wrong with the settings, each problem one line with its remedy. Exit code 2. */
export class ConfigProblems extends Error {
  override readonly name = 'ConfigProblems';
  readonly exitCode = 2;
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/** The `code` (an errno name, an SQLSTATE) of an error or of what caused it; null when there is none. */
export function codeOf(error: unknown): string | null {
  for (let depth = 0; depth < 5 && error instanceof Error; depth += 1) {
    if (error instanceof AggregateError && error.errors.length > 0) {
      error = error.errors[0];
      continue;
    }
    if ('code' in error && typeof error.code === 'string' && !error.code.startsWith('EFETCH'))
      return error.code;
    error = error.cause;
  }
  return null;
}
