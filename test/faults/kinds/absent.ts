import type { Fault } from '../fault.ts';
import type { Rig } from '../rig.ts';

interface Server {
  crash(): Promise<void>;
  start(): Promise<void>;
}

/** A server that cannot be reached when a daemon starts, of which the daemon logs `complaint`. */
export function absentAtStart(
  name: string,
  title: string,
  serverOf: (rig: Rig) => Server,
  complaint: RegExp,
): Fault {
  return {
    name: `${name}-absent`,
    title: `${title} unreachable when the daemon starts`,
    times: { quick: 1, full: 5 },
    async inject(rig) {
      await rig.pause(400);
      const beganMs = performance.now();
      const end = rig.disturb();
      await rig.fleet.end(0, 'SIGKILL');
      end();
      const server = serverOf(rig);
      await server.crash();
      const daemon = rig.fleet.start(0);
      await daemon.logged(complaint);
      await rig.pause(1_000);
      await server.start();
      await rig.recovered(performance.now(), beganMs);
    },
  };
}
