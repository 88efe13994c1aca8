/**
 * SQLSTATE classes that mean trouble with Postgres itself, or a transaction to retry: connection, resources (disk full,
 * too many connections), operator intervention (shutdown, terminated backend), system errors, serialization and
 * deadlock, lock not available, idle-in-transaction timeout.
 */
const outageStates = /^(08|53|57P|58|40|55P03|25P03|25P04)/;

/** How pg and node:net report a connection that broke or could not be made. */
const outageMessages =
  /ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|ENOENT|connection terminated|connection ended|connection error|not queryable|timeout exceeded|connection timeout|read timeout|server closed|shutting down/i;

/**
 * Whether an error means that a prepared statement cannot be used: it does not exist or exists twice (a pooler that
 * does not know prepared statements, such as PgBouncer before 1.21, gives each transaction another connection), or its
 * tables have changed since.
 */
export function isPreparedElsewhere(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, routine } = error as { code?: unknown; routine?: unknown };
  return code === '26000' || code === '42P05' || routine === 'RevalidateCachedQuery';
}

/** Whether a query failed because the database is unreachable or busy, rather than because the query is wrong. */
export function isDatabaseOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (isPreparedElsewhere(error)) return true;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (/^[0-9A-Z]{5}$/.test(code)) return outageStates.test(code);
  if (error instanceof AggregateError) return error.errors.some(isDatabaseOutage);
  return outageMessages.test(`${code} ${error.message}`) || isDatabaseOutage(error.cause);
}
