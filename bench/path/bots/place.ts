/** Where a bot's process finds Telegram, and the port it listens on. */
export function place(): { readonly token: string; readonly apiRoot: string; readonly port: number } {
  const { BOT_TOKEN: token = '', API_ROOT: apiRoot = '', PORT } = process.env;
  return { token, apiRoot, port: Number(PORT) };
}
