/** Reads the id of a row from a button's data; null: it is none. */
export function readId(text: string): bigint | null {
  return /^[1-9]\d{0,17}$/.test(text) ? BigInt(text) : null;
}
