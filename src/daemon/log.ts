import { type DestinationStream, type LogFn, type Logger, pino } from 'pino';
import { hideCredentials } from './credentials.ts';
import { placeOf } from './error-place.ts';

/**
 * JSON lines on `destination` (default: stdout): ids, timings and kinds of errors; never a person's words, amounts,
 * e-mails, the token or the password of an address. `level` is one of pino's, or 'silent'. `onTrouble` hears of every
 * warning and error that is logged.
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

/** A warning or an error: what the log said of it, in one line. */
export interface Trouble {
  readonly text: string;
  readonly at: Date;
}

/** The message of a log call, with the kind of its error. */
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
/** pino's number for warnings. */
const warnLevel = 40;
const tokenForm = /\d{5,}:[\w-]{20,}/g;

/** What a log may hold of an error. Messages that can quote data (Postgres's, JSON's, those of BigInt and Intl) are left out. */
function describeError(error: unknown, depth = 0): ErrorLine {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  const quotesData =
    error instanceof SyntaxError ||
    error instanceof RangeError ||
    (code !== null && /^[0-9A-Z]{5}$/.test(code));
  const at = placeOf(error);
  // connecting to a name with several addresses fails with an error for each
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
