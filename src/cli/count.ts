/** A count in words: "1 account", "1,204 accounts". */
export function countOf(number: number, one: string, more = `${one}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : more}`;
}
