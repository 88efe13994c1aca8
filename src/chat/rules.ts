/** The bot's name, and what its operator has decided about who may use it. */
export interface Rules {
  /** The bot's username, without @. */
  readonly botName: string;
  /**
   * Who can create an account: anybody, holders of a code from `spndr invite`, or nobody. Null: not decided, so
   * anybody.
   */
  readonly signUp: 'open' | 'invite' | 'closed' | null;
  /** Ids of the strangers who are answered; null: all are. */
  readonly allowed: ReadonlySet<number> | null;
  /** Whether somebody already linked must approve a log-in by password. */
  readonly approval: boolean;
}
