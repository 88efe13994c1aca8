import { hasOtherPepper } from '../../ledger/updates/daemons.ts';
import type { Config } from '../config.ts';
import { existingPepper } from '../secrets.ts';
import { type Check, ok, skipped, wrong } from './finding.ts';
import type { Chart } from './postgres.ts';

/** The check that the pepper at hand is that of the daemons that run. */
export function pepperCheck(config: Config, chart: Promise<Chart | null>): Check {
  return {
    name: 'pepper',
    async run() {
      const daemons = (await chart)?.daemons ?? [];
      if (daemons.length === 0) return skipped('no daemon runs that it could be compared with');
      const pepper = await existingPepper(config);
      if (pepper === null) return skipped(`none is in ${config.dataDir}`);
      const other = daemons.find((daemon) => hasOtherPepper(daemon, [pepper]));
      if (other === undefined) return ok('no daemon that runs has another one');
      return wrong(
        `the daemon ${other.host} ${other.pid} has another one, so passwords set here fail there`,
        'set SPNDR_PEPPER, or SPNDR_DATA_DIR, to the same everywhere',
      );
    },
  };
}
