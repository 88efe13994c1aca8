import type { Config, Flags } from './config.ts';
import type { Output } from './output.ts';
import type { Storage } from './storage.ts';

/** What a command works with: settings, input, output and storage. Commands throw; only main exits. */
export interface CommandIo {
  readonly out: Output;
  /**
   * Reads and checks all settings. `needs` names those this command requires; they are not null in the result. Throws
   * `ConfigProblems` with everything that is wrong.
   */
  readConfig<Name extends keyof Config = never>(...needs: Name[]): Promise<ConfigWith<Name>>;
  /** Like `readConfig`, with `flags` taking precedence. */
  readConfigOver<Name extends keyof Config = never>(
    flags: Flags,
    ...needs: Name[]
  ): Promise<ConfigWith<Name>>;
  /** The settings file to read; null: none. */
  configFile(): string | null;
  /** The settings file to write: the one given with --config, else the default. */
  configTarget(): string;
  readonly environment: NodeJS.ProcessEnv;
  /** Whether stdin and stdout are a terminal, so that somebody can be asked. */
  readonly asking: boolean;
  /** Hides a secret in all output from now on. */
  learn(secret: string | null): void;
  /** Files that may hold secrets: the settings file and those named by NAME_FILE settings. */
  secretFiles(): readonly string[];
  /** Opens Postgres: `DATABASE_URL`, or the embedded one, which is made if there is none yet. The caller closes it. */
  openStorage(config: Config): Promise<Storage>;
  /**
   * Opens Postgres for `work`, and closes it whatever happens. Throws `Failure` if there is no embedded database yet,
   * unless `make` says to make one.
   */
  withDatabase<Result>(
    config: Config,
    work: (url: string) => Promise<Result>,
    options?: { readonly make: boolean },
  ): Promise<Result>;
  /**
   * Asks on the terminal; true only for y or yes, in any case. Throws `UsageError` without a terminal, with
   * `withoutTerminal` as the remedy.
   */
  confirm(question: string, withoutTerminal: string): Promise<boolean>;
  /** Asks for a secret without echoing it. Throws like `confirm`, and `Failure` if nothing is typed. */
  askSecret(question: string, withoutTerminal: string): Promise<string>;
}

/** `Config` in which the named settings are not null. */
export type ConfigWith<Name extends keyof Config> = Config & {
  readonly [Key in Name]: NonNullable<Config[Key]>;
};
