/** What a person says, and how many messages answer it. */
export type Said = readonly [personId: number, text: string, answers: number];

/** From the load to the process of the Bot API. Each order is acknowledged with `done`. */
export type ToTelegram =
  | { readonly do: 'people'; readonly ids: readonly number[] }
  | { readonly do: 'say'; readonly lines: readonly Said[] }
  /** These people are going to say something by another way, which one message answers. */
  | { readonly do: 'expect'; readonly ids: readonly number[] }
  /** How far away the Bot API is for those who send. */
  | { readonly do: 'delay'; readonly ms: number };

export type FromTelegram =
  | { readonly url: string; readonly token: string }
  | { readonly answered: readonly (readonly [personId: number, ms: number])[] }
  | { readonly done: ToTelegram['do'] };
