/** An object of parsed JSON whose fields are not known to be anything. */
export type Json = Readonly<Record<string, unknown>>;

/** Whether this is a JSON object: not null, not an array. */
export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `value` where it is an integer that a number holds exactly, else null. */
export function safeInteger(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null;
}

/** The value when it is a string, else null. */
export function string(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
