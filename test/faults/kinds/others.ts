import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../fault.ts';
import { poisonWord } from '../people.ts';

const poison: Fault = {
  name: 'poison',
  title: 'poison updates: the database always refuses what they write',
  setup: { poison: 0.06 },
  times: { quick: 5, full: 50 },
  sql: `
    create function refuse_poison() returns trigger language plpgsql as
      $$ begin raise exception 'poison'; end $$;
    create trigger refuse_poison before insert on purchase
      for each row when (new.item like '${poisonWord} %') execute function refuse_poison()`,
  async inject(rig) {
    const buried = async () =>
      (await rig.sql<{ count: number }>('select count(*)::int from dead_letter'))[0]?.count;
    const before = (await buried()) ?? 0;
    await sleep(200);
    return ((await buried()) ?? 0) - before;
  },
};

/** Given to the daemon's Node: SIGUSR2 sets its time of day an hour ahead, right, an hour back, right, and so on. */
const steppingClock = `
  const Real = Date, hour = 3600000, steps = [hour, 0, -hour, 0];
  let at = -1;
  const step = () => at < 0 ? 0 : steps[at % 4];
  globalThis.Date = class Date extends Real {
    constructor(...given) { if (given.length === 0) super(Real.now() + step()); else super(...given); }
    static now() { return Real.now() + step(); }
  };
  process.on('SIGUSR2', () => { at += 1; });`;

const clocks: Fault = {
  name: 'clocks',
  title: 'clocks of the daemons and of Postgres stepped by 1 h, both ways',
  setup: {
    mode: 'webhook',
    daemons: 2,
    nodeArgs: ['--import', `data:text/javascript,${encodeURIComponent(steppingClock)}`],
  },
  times: { quick: 8, full: 40 },
  // The clock that spndr's statements see; defaults of columns keep the true time.
  sql: `
    create table clock_step (step interval not null);
    insert into clock_step values ('0');
    create function public.now() returns timestamptz language sql stable as
      $$ select pg_catalog.now() + (select step from clock_step) $$;
    create function public.clock_timestamp() returns timestamptz language sql volatile as
      $$ select pg_catalog.clock_timestamp() + (select step from clock_step) $$;
    do $$ begin
      execute format('alter database %I set search_path = public, pg_catalog', current_database());
    end $$`,
  async inject(rig) {
    await rig.pause(300);
    const beganMs = performance.now();
    const place = rig.random.below(3);
    // A claim whose time the step took away is given to the other daemon.
    const end = rig.disturb();
    if (place < 2) rig.fleet.at(place).signal('SIGUSR2');
    else {
      const step = ['1 hour', '0', '-1 hour'][rig.random.below(3)];
      await rig.sql('update clock_step set step = $1::interval', [step]);
    }
    await rig.recovered(beganMs, beganMs);
    end();
  },
};

/** Faults of what people send, and of time. */
export const otherFaults: readonly Fault[] = [poison, clocks];
