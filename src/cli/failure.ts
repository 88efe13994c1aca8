/**
 * A problem that the operator can solve: `wrong` says what is wrong and `remedy` what to do; together they are the one
 * line printed. `exitCode` is 1 if the command failed, 2 if it was called wrongly.
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

/** Everything that is wrong with the settings, one line per problem with its remedy. Exit code 2. */
export class ConfigProblems extends Error {
  override readonly name = 'ConfigProblems';
  readonly exitCode = 2;
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/** The `code` (an errno name or SQLSTATE) of an error or its cause; null: none. */
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
