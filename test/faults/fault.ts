import type { Mode } from './fleet.ts';
import type { Rig } from './rig.ts';

/** What a round runs on. */
export interface Setup {
  readonly mode: Mode;
  readonly buffer: 'redis' | 'table';
  readonly daemons: number;
  readonly people: number;
  /** The pause between two lines of a person, on average. */
  readonly paceMs: number;
  /** Whether people sign up by themselves; else their accounts are there. */
  readonly signUp: boolean;
  /** How likely a purchase is one that the database refuses for ever. */
  readonly poison: number;
  /** Whether Postgres has its files on a disk of its own that can be filled. */
  readonly smallDisk: boolean;
  /** Given to the daemons' Node. */
  readonly nodeArgs: readonly string[];
}

export const usualSetup: Setup = {
  mode: 'polling',
  buffer: 'redis',
  daemons: 1,
  people: 8,
  paceMs: 80,
  signUp: true,
  poison: 0,
  smallDisk: false,
  nodeArgs: [],
};

/** Something that goes wrong while people write. */
export interface Fault {
  /** For --fault. */
  readonly name: string;
  /** For the table. */
  readonly title: string;
  readonly setup?: Partial<Setup>;
  /** How often it is injected: in a quick run, and for the published figures. */
  readonly times: { readonly quick: number; readonly full: number };
  /** Whether it strikes while people sign up, too; else it waits until all have. */
  readonly fromTheStart?: true;
  /** Changes the fresh database before any daemon starts. */
  readonly sql?: string;
  /** Called once when the daemons run, before the first injection. */
  prepare?(rig: Rig): void | Promise<void>;
  /** Lets it happen, see it end, and waits for the recovery. Fulfils with how often that was; 1 when undefined. */
  inject(rig: Rig): Promise<number | undefined>;
  /** Why the round must fail: a wall is missing. Absent for what spndr must withstand. */
  readonly mustFail?: string;
}
