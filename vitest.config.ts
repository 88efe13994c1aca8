import { availableParallelism } from 'node:os';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { defineConfig, type Plugin } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const root = new URL('./', import.meta.url).href;

/** Where .ci/run wants the results as JSON, besides what is printed. */
const report = process.env.SPNDR_TEST_REPORT;

/** The files that take longest: begun last, they would run alone at the end. */
const longest = [
  'faults/faults',
  'daemon/dialogues',
  'ledger/backup/pg-dump',
  'cli/backup',
  'cli/start',
  'daemon/passwords',
  'daemon/plans',
  'simulation/simulation',
  'ledger/embedded/upgrade',
  'fuzz/port',
  'chat/transcripts',
  'ledger/backup/backup',
  'ledger/embedded/embedded',
  'cli/demo',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = (name: string) => (file: TestSpecification) => file.moduleId.endsWith(`/${name}.test.ts`);
    return [...new Set([...longest.flatMap((name) => sorted.filter(isLong(name))), ...sorted])];
  }
}

/** Tests import the sources by their names and get the modules compiled from them, loaded by Node itself. */
const compiled: Plugin = {
  name: 'compiled',
  enforce: 'pre',
  resolveId(name, importer) {
    if (importer === undefined || !name.startsWith('.')) return null;
    const { href } = new URL(name, pathToFileURL(importer));
    if (!href.startsWith(`${root}src/`) || !href.endsWith('.ts')) return null;
    const module = href.slice(root.length, -'.ts'.length);
    return fileURLToPath(`${root}.build/${module}.js`);
  },
};

/** What changes its process for good: such a file has one of its own. */
const byThemselves = ['test/ledger/embedded/other-user.test.ts'];

/** A sequencer of our own would make Vitest forget `--sequence.shuffle.files`. */
const isShuffled = process.argv.some((argument) => argument.startsWith('--sequence.'));

/** What every project has. Not extended from below: each would set up services of its own, too. */
const common = {
  // The files of a worker share what they import, which costs more than most of them do with it.
  isolate: false,
  server: { deps: { external: [/\/\.build\/src\//] as RegExp[] } },
  restoreMocks: true,
  unstubEnvs: true,
  // they mostly wait for daemons, so that more run than there are cores
  pool: 'forks',
  maxWorkers: 2 * availableParallelism(),
  // what is played at the same time waits for the same looks, and is handled in the same transactions
  maxConcurrency: 64,
  testTimeout: 120_000,
  hookTimeout: 120_000,
} as const;

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [compiled],
        test: { ...common, name: 'tests', include: ['test/**/*.test.ts'], exclude: byThemselves },
      },
      // not compiled: a process that has become another user cannot load more from a private home
      { test: { ...common, name: 'by themselves', include: byThemselves, isolate: true } },
    ],
    globalSetup: ['test/helpers/build.ts', 'test/helpers/services.ts'],
    maxWorkers: common.maxWorkers,
    ...(isShuffled ? {} : { sequence: { sequencer: LongestFirst } }),
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
  },
});
