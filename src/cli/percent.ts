/** What the %xx of a part of an address stand for; the part as it is where one of its % begins none. */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
