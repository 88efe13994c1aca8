import { open, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault, Setup } from '../fault.ts';
import type { Rig } from '../rig.ts';
import { absentAtStart } from './absent.ts';

/** Stops Postgres as a crash does, at any moment, and starts it again. */
export async function crashAndStart(rig: Rig): Promise<undefined> {
  await rig.pause(500);
  const beganMs = performance.now();
  await rig.servers.cluster.crash();
  await rig.pause(500);
  await rig.servers.cluster.start();
  await rig.recovered(performance.now(), beganMs);
}

function crashes(buffer: Setup['buffer'], mode: Setup['mode']): Fault {
  return {
    name: `postgres-stop-${buffer}`,
    title: `Postgres immediate stop and start (${mode}, ${buffer === 'redis' ? 'Redis' : 'Postgres table'})`,
    setup: { buffer, mode },
    times: { quick: 3, full: 25 },
    inject: crashAndStart,
  };
}

const terminated: Fault = {
  name: 'backends',
  title: 'Postgres backends terminated',
  times: { quick: 20, full: 200 },
  async inject(rig) {
    await rig.pause(250);
    const beganMs = performance.now();
    const rows = await rig.sql(
      `select pg_terminate_backend(pid) from (
         select pid from pg_stat_activity where application_name = 'spndr' and datname = current_database()
         order by random() limit $1) chosen`,
      [1 + rig.random.below(3)],
    );
    await rig.recovered(beganMs, beganMs);
    return rows.length;
  },
};

const absent = absentAtStart(
  'postgres',
  'Postgres',
  (rig) => rig.servers.cluster,
  /^Postgres is out of reach/,
);

const diskFull: Fault = {
  name: 'disk-full',
  title: 'Postgres’s disk full',
  setup: { smallDisk: true },
  times: { quick: 1, full: 5 },
  async inject(rig) {
    await rig.pause(400);
    const beganMs = performance.now();
    const filler = join(rig.servers.directory, 'postgres', 'filler');
    await fill(filler);
    await untilRefused(rig);
    await rig.pause(1_500);
    await rm(filler);
    // Where its journal found no room it gave up: the operator makes room and starts it again.
    if (!(await rig.servers.cluster.isUp())) {
      await rig.servers.cluster.crash();
      await rig.servers.cluster.start();
    }
    await rig.recovered(performance.now(), beganMs);
  },
};

const chunk = Buffer.alloc(64 * 1_024);

/** Writes a file until the disk takes no more. */
async function fill(path: string): Promise<void> {
  await writeFile(path, '');
  const file = await open(path, 'a');
  try {
    for (let written = 0; written < 100_000; written++) await file.write(chunk);
    throw new Error('the small disk is not small');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    await file.close();
  }
}

/** Waits until Postgres feels that there is no room: it refuses a row, or is gone. */
async function untilRefused(rig: Rig): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const refused = await rig
      .sql(
        `create table if not exists ballast (content text);
         insert into ballast select repeat(md5(random()::text), 200) from generate_series(1, 100)`,
      )
      .then(
        () => false,
        () => true,
      );
    if (refused) return;
    await sleep(20);
  }
  throw new Error('Postgres does not feel that its disk is full');
}

/** Faults of Postgres. */
export const postgresFaults: readonly Fault[] = [
  crashes('redis', 'polling'),
  crashes('table', 'webhook'),
  terminated,
  absent,
  diskFull,
];
