/** An answer with `ok: false`, in Telegram's words. `code` is also the HTTP status. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: number;
  readonly parameters: RefusalParameters | undefined;

  constructor(code: number, description: string, parameters?: RefusalParameters) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

export interface RefusalParameters {
  /** Seconds. */
  readonly retry_after?: number;
  readonly migrate_to_chat_id?: number;
}

export const badRequest = (what: string, parameters?: RefusalParameters) =>
  new Refusal(400, `Bad Request: ${what}`, parameters);
export const unauthorized = () => new Refusal(401, 'Unauthorized');
export const forbidden = (what: string) => new Refusal(403, `Forbidden: ${what}`);
export const notFound = (what?: string) => new Refusal(404, what ? `Not Found: ${what}` : 'Not Found');
export const conflict = (what: string) => new Refusal(409, `Conflict: ${what}`);
export const tooManyRequests = (seconds: number) =>
  new Refusal(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });
