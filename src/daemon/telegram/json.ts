/** A parsed JSON object of unknown shape. */
export type Json = Readonly<Record<string, unknown>>;

/** Whether this is a JSON object, as opposed to null, an array or a scalar. */
export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `value` if it is a safe integer, else null. */
export function safeInteger(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null;
}

/** `value` if it is a string, else null. */
export function string(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
