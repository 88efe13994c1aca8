/**
 * What a person did, decoded from one messenger update. Ids are the messenger's own (safe integers); texts are as
 * typed.
 */
export interface Incoming {
  readonly chat: Chat;
  /** The topic of the chat it happened in; null: none. */
  readonly topicId: number | null;
  readonly person: Person;
  /** The message that was written, edited or tapped on. */
  readonly messageId: number;
  /** In a group: it replies to spndr, or mentions it. */
  readonly isForUs?: true;
  /** The album that the message is one of; absent: none. */
  readonly album?: string;
  /** When the person wrote it; for a tap and an edit, when it reached us. */
  readonly at: Date;
  readonly act: Act;
}

export interface Chat {
  readonly id: number;
  readonly kind: 'private' | 'group';
}

export interface Person {
  readonly id: number;
  readonly firstName: string;
  /** BCP 47 tag as the messenger reports it; null when it does not. */
  readonly language: string | null;
}

export type Act =
  | { readonly kind: 'text'; readonly text: string; readonly replyTo: number | null }
  /** `/name@bot argument`: name in lower case without slash and bot, argument trimmed, '' when absent. */
  | {
      readonly kind: 'command';
      readonly name: string;
      readonly argument: string;
      readonly replyTo: number | null;
    }
  /** A tapped button; `data` is exactly what the button was made with (or forged: never trust it). */
  | { readonly kind: 'button'; readonly data: string; readonly tapId: string }
  | { readonly kind: 'edit'; readonly text: string }
  /** A place, in degrees: latitude -90 to 90, longitude -180 to 180. */
  | { readonly kind: 'location'; readonly latitude: number; readonly longitude: number }
  /** `id`: to fetch the file by; `size` in bytes, null: not known. */
  | {
      readonly kind: 'file';
      readonly id: string;
      readonly name: string | null;
      readonly size: number | null;
    }
  | { readonly kind: 'unsupported'; readonly what: UnsupportedKind };

/** Kinds of messages without words for spndr; each is answered with what to send instead. */
export type UnsupportedKind =
  | 'photo'
  | 'sticker'
  | 'voice'
  | 'video'
  | 'animation'
  | 'audio'
  | 'location'
  | 'contact'
  | 'poll'
  | 'other';
