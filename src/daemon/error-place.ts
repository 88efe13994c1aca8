/**
 * Where an error was made: the first line of its stack below the message, "at ...". Null where there is none. The
 * message is passed over whole, because its lines can look like those of a stack and quote a person's words.
 */
export function placeOf(error: Error): string | null {
  const stack = error.stack ?? '';
  const message = stack.indexOf(error.message);
  if (message < 0) return null;
  const frames = stack.slice(message + error.message.length).split('\n');
  return frames.find((line) => /^\s+at /.test(line))?.trim() ?? null;
}
