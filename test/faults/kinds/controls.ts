import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../fault.ts';
import { killAndRestart } from './daemons.ts';
import { crashAndStart } from './postgres.ts';

/** Walls taken down in the test database; spndr itself has no switch for any of this. */
const forgetMarks = `
  alter table handled_update drop constraint handled_update_pkey;
  create function forget() returns trigger language plpgsql as $$ begin return null; end $$;
  create trigger forget before insert on handled_update for each row execute function forget();`;

const forgetOrigins = `
  create sequence origin_lost start 1000000000;
  create function lose_origin() returns trigger language plpgsql as
    $$ begin new.message_id := nextval('origin_lost'); return new; end $$;
  create trigger lose_origin before insert on purchase for each row execute function lose_origin();`;

const lockNothing = `
  create function public.pg_try_advisory_xact_lock(bigint) returns boolean language sql as $$ select true $$;
  do $$ begin
    execute format('alter database %I set search_path = public, pg_catalog', current_database());
  end $$;`;

const dropMarkKey = 'alter table handled_update drop constraint handled_update_pkey;';

const twoDaemons = { mode: 'webhook', daemons: 2, people: 16, paceMs: 80, signUp: false } as const;

const duplicating: Pick<Fault, 'prepare' | 'inject'> = {
  prepare: (rig) => rig.balancer.duplicate(0.7),
  async inject(rig) {
    const before = rig.balancer.duplicates;
    await sleep(100);
    return rig.balancer.duplicates - before;
  },
};

const confirmedFirst: Fault = {
  name: 'control-confirm-first',
  title: 'confirm before commit (a proxy answers 200 at once and forwards from memory), daemon SIGKILL',
  setup: { mode: 'webhook', signUp: false },
  times: { quick: 4, full: 20 },
  prepare: (rig) => rig.balancer.lie(),
  inject: killAndRestart,
  mustFail: { why: 'what was confirmed and not committed is lost with the process', by: ['lost'] },
};

const unmarked: Fault = {
  name: 'control-no-mark',
  title: 'without the handled mark and the purchase’s origin, POSTs sent twice',
  setup: twoDaemons,
  times: { quick: 150, full: 1_000 },
  sql: forgetMarks + forgetOrigins,
  ...duplicating,
  mustFail: { why: 'what is delivered twice is recorded and answered twice', by: ['doubled'] },
};

const unlocked: Fault = {
  name: 'control-no-lock',
  title: 'without the partition lock and the key of the handled mark, POSTs sent twice, 2 daemons',
  setup: twoDaemons,
  times: { quick: 150, full: 1_000 },
  sql: lockNothing + dropMarkKey,
  ...duplicating,
  mustFail: { why: 'two daemons answer the same update at the same moment', by: ['doubled', 'repeated'] },
};

const secondWall: Fault = {
  name: 'second-wall',
  title: 'without the partition lock, but with the key of the handled mark, POSTs sent twice, 2 daemons',
  setup: twoDaemons,
  times: { quick: 150, full: 1_000 },
  sql: lockNothing,
  ...duplicating,
};

const promisedTooEarly: Fault = {
  name: 'control-async-commit',
  title: 'with synchronous_commit = off, Postgres immediate stop',
  setup: { signUp: false, paceMs: 40 },
  times: { quick: 3, full: 10 },
  sql: `
    do $$ begin
      execute format('alter database %I set synchronous_commit = off', current_database());
    end $$`,
  inject: crashAndStart,
  mustFail: { why: 'what Postgres called committed is gone: the guarantee excludes it', by: ['lost'] },
};

/** Rounds that must fail, and the one in which the second wall stands alone. */
export const controls: readonly Fault[] = [confirmedFirst, unmarked, unlocked, promisedTooEarly, secondWall];
