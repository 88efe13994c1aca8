import { type DestinationStream, type LogFn, type Logger, pino } from 'pino';
import { hideCredentials } from '../rates/credentials.ts';
import { placeOf } from './error-place.ts';

/**
 * Logs JSON lines to `destination` (default: stdout): ids, timings and kinds of errors, never a person's words,
 * amounts, e-mail addresses, the token or a password in an address. `level` is one of pino's, or 'silent'. `onTrouble`
 * is called with each warning and error.
 */
export function createLogger(
  level: string,
  destination?: DestinationStream,
  onTrouble?: (trouble: Trouble) => void,
): Logger {
  const options = {
    level,
    base: null,
    serializers: { err: describeError },
    hooks: {
      logMethod(this: Logger, args: Parameters<LogFn>, method: LogFn, level: number) {
        if (onTrouble && level >= warnLevel) onTrouble(troubleIn(args));
        method.apply(this, args);
      },
    },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** A logged warning or error, in one line. */
export interface Trouble {
  readonly text: string;
  readonly at: Date;
}

/** The message of a log call, with its error's kind. */
function troubleIn(args: readonly unknown[]): Trouble {
  const [first, second] = args;
  const message = typeof first === 'string' ? first : String(second ?? '');
  const error =
    typeof first === 'object' && first !== null && 'err' in first ? describeError(first.err) : null;
  const kind = error && [error.type, error.code].filter(Boolean).join(' ');
  return { text: kind ? `${message} (${kind})` : message, at: new Date() };
}

interface ErrorLine {
  readonly type: string;
  readonly code?: string;
  readonly message?: string;
  readonly constraint?: string;
  readonly at?: string;
  readonly cause?: ErrorLine;
}

const deepestCause = 4;
/** pino's numeric level for warnings. */
const warnLevel = 40;
const tokenForm = /\d{5,}:[\w-]{20,}/g;

/** What may be logged of an error. Messages that can quote data (Postgres's, JSON's, BigInt's, Intl's) are left out. */
function describeError(error: unknown, depth = 0): ErrorLine {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  const quotesData =
    error instanceof SyntaxError ||
    error instanceof RangeError ||
    (code !== null && /^[0-9A-Z]{5}$/.test(code));
  const at = placeOf(error);
  // a failed connection to a host with several addresses is an AggregateError with one error each
  const cause = error.cause ?? (error instanceof AggregateError ? error.errors[0] : undefined);
  return {
    type: error.name,
    ...(code === null ? {} : { code }),
    ...(quotesData ? {} : { message: hideCredentials(error.message).replaceAll(tokenForm, '<token>') }),
    ...('constraint' in error && typeof error.constraint === 'string'
      ? { constraint: error.constraint }
      : {}),
    ...(at === null ? {} : { at }),
    ...(cause === undefined || depth >= deepestCause ? {} : { cause: describeError(cause, depth + 1) }),
  };
}
