/**
 * Where an error was created: the first "at ..." line of its stack; null if there is none. The message is skipped as a
 * whole: its lines can look like stack lines and quote a person's words.
 */
export function placeOf(error: Error): string | null {
  const stack = error.stack ?? '';
  const message = stack.indexOf(error.message);
  if (message < 0) return null;
  const frames = stack.slice(message + error.message.length).split('\n');
  return frames.find((line) => /^\s+at /.test(line))?.trim() ?? null;
}
