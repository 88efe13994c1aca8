import type { Config, Flags } from './config.ts';
import type { Output } from './output.ts';
import type { Storage } from './storage.ts';

/** What a command is given: settings, words in and out, and storage. Commands throw; only main exits. */
export interface CommandIo {
  readonly out: Output;
  /**
   * The settings, all of them checked. `needs` names those this command cannot do without; they are not null in the
   * answer. Throws `ConfigProblems` with everything that is wrong.
   */
  readConfig<Name extends keyof Config = never>(...needs: Name[]): Promise<ConfigWith<Name>>;
  /** The same, but where `flags` say something of a setting that wins. */
  readConfigOver<Name extends keyof Config = never>(
    flags: Flags,
    ...needs: Name[]
  ): Promise<ConfigWith<Name>>;
  /** The file that settings are read from beside the environment; null: none. */
  configFile(): string | null;
  /** The file to write settings to: the one given with --config, or the usual one. */
  configTarget(): string;
  readonly environment: NodeJS.ProcessEnv;
  /** Whether there is somebody at a terminal to be asked and shown things. */
  readonly asking: boolean;
  /** This secret is never shown from now on. */
  learn(secret: string | null): void;
  /** The files that hold secrets, by the settings: the one above and those that NAME_FILE settings name. */
  secretFiles(): readonly string[];
  /** Postgres for as long as the caller likes: `DATABASE_URL`, or the embedded one. The caller closes it. */
  openStorage(config: Config): Promise<Storage>;
  /** Postgres for the time of `work`, closed whatever comes of it. */
  withDatabase<Result>(config: Config, work: (url: string) => Promise<Result>): Promise<Result>;
  /**
   * Asks on the terminal; true only for y or yes in any case. Throws `UsageError` where there is no terminal to ask
   * on, with `withoutTerminal` as the remedy.
   */
  confirm(question: string, withoutTerminal: string): Promise<boolean>;
  /** Asks for a secret, which is not shown. Throws like `confirm`, and a `Failure` where nothing is typed. */
  askSecret(question: string, withoutTerminal: string): Promise<string>;
}

/** `Config` with the named settings certain to be there. */
export type ConfigWith<Name extends keyof Config> = Config & {
  readonly [Key in Name]: NonNullable<Config[Key]>;
};
