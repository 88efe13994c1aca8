/** What a person says, and the number of messages that answer it. */
export type Said = readonly [personId: number, text: string, answers: number];

/** From the load process to that of the Bot API, which acknowledges each order with `done`. */
export type ToTelegram =
  | { readonly do: 'people'; readonly ids: readonly number[] }
  | { readonly do: 'say'; readonly lines: readonly Said[] }
  /** Updates from these people are about to be sent another way, each answered by one message. */
  | { readonly do: 'expect'; readonly ids: readonly number[] }
  /** Delays every message sent, as if the Bot API were far away. */
  | { readonly do: 'delay'; readonly ms: number };

export type FromTelegram =
  | { readonly url: string; readonly token: string }
  | { readonly answered: readonly (readonly [personId: number, ms: number])[] }
  | { readonly done: ToTelegram['do'] };
