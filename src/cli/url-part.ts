/** A part of a URL with its %xx decoded; unchanged if one of them is invalid. */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
