/** Objects of the Bot API, as far as the sandbox makes or reads them. Dates are Unix seconds. */
export interface WireUser {
  readonly id: number;
  readonly is_bot: boolean;
  readonly first_name: string;
  readonly username?: string;
  readonly language_code?: string;
}

export interface WireChat {
  readonly id: number;
  readonly type: 'private' | 'group' | 'supergroup' | 'channel';
  readonly title?: string;
  readonly first_name?: string;
  readonly username?: string;
  readonly is_forum?: true;
}

/** `offset` and `length` count UTF-16 code units. */
export interface WireEntity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
  readonly language?: string;
  readonly user?: { readonly id: number };
  readonly custom_emoji_id?: string;
}

export interface WireButton {
  readonly text: string;
  readonly callback_data?: string;
  readonly url?: string;
}

export interface WireKeyboard {
  readonly inline_keyboard: readonly (readonly WireButton[])[];
}

export interface WireFile {
  readonly file_id: string;
  readonly file_unique_id: string;
  readonly file_size: number;
  readonly file_name?: string;
  readonly mime_type?: string;
  readonly width?: number;
  readonly height?: number;
}

/** Other kinds of content (sticker, location, poll, ...) are further fields. */
export interface WireMessage {
  readonly message_id: number;
  readonly from?: WireUser;
  readonly chat: WireChat;
  readonly date: number;
  /** The topic it is in if `is_topic_message`, else the message that its thread of replies began with. */
  readonly message_thread_id?: number;
  readonly is_topic_message?: true;
  readonly edit_date?: number;
  readonly text?: string;
  readonly entities?: readonly WireEntity[];
  readonly caption?: string;
  readonly caption_entities?: readonly WireEntity[];
  readonly reply_markup?: WireKeyboard;
  readonly reply_to_message?: WireMessage;
  readonly photo?: readonly WireFile[];
  readonly document?: WireFile;
  readonly [field: string]: unknown;
}

/** Beside the id, one of `message`, `edited_message`, `callback_query`, ...; hand-made ones may hold anything. */
export interface WireUpdate {
  readonly update_id: number;
  readonly [kind: string]: unknown;
}
