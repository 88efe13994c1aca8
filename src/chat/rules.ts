/** Who the bot is, and what its operator has decided about who gets in. */
export interface Rules {
  /** The bot's username, without @. */
  readonly botName: string;
  /** Who can make an account: anybody, who has a code of `spndr invite`, nobody. Null: anybody, by nobody's decision. */
  readonly signUp: 'open' | 'invite' | 'closed' | null;
  /** Ids of the people who are answered though they are strangers; null: everybody. */
  readonly allowed: ReadonlySet<number> | null;
  /** Whether somebody linked must allow a log-in by password. */
  readonly approval: boolean;
}
