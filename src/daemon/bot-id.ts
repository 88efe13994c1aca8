/** The id of the bot that a token is for. */
export function botIdOf(token: string): number {
  return Number(token.split(':', 1)[0]);
}
