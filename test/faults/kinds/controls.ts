import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../fault.ts';
import { killAndRestart } from './daemons.ts';

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

const twoDaemons = { mode: 'webhook', daemons: 2, people: 16, paceMs: 60 } as const;

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
  title: 'confirm before commit (a proxy answers 200 at once and passes on from memory), daemon SIGKILL',
  setup: { mode: 'webhook' },
  times: { quick: 5, full: 20 },
  prepare: (rig) => rig.balancer.lie(),
  inject: killAndRestart,
  mustFail: 'what was confirmed and not committed is lost with the process',
};

const unmarked: Fault = {
  name: 'control-no-mark',
  title: 'without the handled mark and the purchase’s origin, POSTs made twice',
  setup: twoDaemons,
  times: { quick: 300, full: 1_000 },
  sql: forgetMarks + forgetOrigins,
  ...duplicating,
  mustFail: 'what is delivered twice is recorded and answered twice',
};

const unlocked: Fault = {
  name: 'control-no-lock',
  title: 'without the partition lock and the key of the handled mark, POSTs made twice, 2 daemons',
  setup: twoDaemons,
  times: { quick: 300, full: 1_000 },
  sql: lockNothing + dropMarkKey,
  ...duplicating,
  mustFail: 'two daemons answer the same update at the same moment',
};

const secondWall: Fault = {
  name: 'second-wall',
  title: 'without the partition lock, the key of the handled mark kept, POSTs made twice, 2 daemons',
  setup: twoDaemons,
  times: { quick: 300, full: 1_000 },
  sql: lockNothing,
  ...duplicating,
};

/** Rounds that must fail, and the one in which the second wall stands alone. */
export const controls: readonly Fault[] = [confirmedFirst, unmarked, unlocked, secondWall];
