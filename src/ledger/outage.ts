/**
 * SQLSTATE classes in which Postgres itself is in trouble or asks for the transaction to be tried again:
 * connection, resources (disk full, too many connections), operator intervention (shutdown, terminated backend),
 * system errors, serialization and deadlock, lock not available, idle-in-transaction timeout.
 */
const outageStates = /^(08|53|57P|58|40|55P03|25P03|25P04)/;

/** What pg and node:net call a connection that could not be made or broke. */
const outageMessages =
  /ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|ENOENT|connection terminated|connection ended|connection error|not queryable|timeout exceeded|connection timeout|read timeout|server closed|shutting down/i;

/**
 * Whether a prepared statement cannot be used: it is not there, or there twice (each transaction gets another connection
 * from a pooler that knows nothing of them, such as PgBouncer before 1.21), or its tables have changed since.
 */
export function isPreparedElsewhere(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, routine } = error as { code?: unknown; routine?: unknown };
  return code === '26000' || code === '42P05' || routine === 'RevalidateCachedQuery';
}

/** Whether an error of a query means that the database is out of reach or busy, rather than that the query is wrong. */
export function isDatabaseOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (isPreparedElsewhere(error)) return true;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (/^[0-9A-Z]{5}$/.test(code)) return outageStates.test(code);
  if (error instanceof AggregateError) return error.errors.some(isDatabaseOutage);
  return outageMessages.test(`${code} ${error.message}`) || isDatabaseOutage(error.cause);
}
