import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { botIdOf } from '../../daemon/bot-id.ts';
import { type Config, isSetting, strangeNames } from '../config.ts';
import {
  type Check,
  examine,
  type Finding,
  ok,
  skipped,
  type Verdict,
  warn,
  wrong,
} from '../doctor/finding.ts';
import { diskCheck, embeddedState, modesCheck, nodeCheck } from '../doctor/machine.ts';
import { pepperCheck } from '../doctor/pepper.ts';
import { postgresChecks } from '../doctor/postgres.ts';
import { redisChecks } from '../doctor/redis.ts';
import { telegramChecks } from '../doctor/telegram.ts';
import { ConfigProblems, Failure } from '../failure.ts';
import { fileTrouble } from '../file-trouble.ts';
import { examples } from '../help.ts';
import type { CommandIo } from '../io.ts';
import { parseSettings } from '../settings.ts';

/** Time limit of each check. */
const limitMs = 10_000;

/** Adds `spndr doctor`. */
export function define(program: Command, io: CommandIo): void {
  const doctor = program
    .command('doctor')
    .description(
      'look for everything that can be wrong, and say what to do about it; exits with 1 when something is',
    )
    .option('--json', 'print JSON')
    .action((options: { json?: boolean }) => run(io, options.json === true));
  examples(doctor, [
    ['spndr doctor'],
    ['spndr --config /etc/spndr.env doctor'],
    ['spndr doctor --json | jq \'.checks[] | select(.state == "wrong")\''],
  ]);
}

async function run(io: CommandIo, json: boolean): Promise<void> {
  const findings = await look(io);
  const bad = findings.filter(({ state }) => state === 'wrong').length;
  if (json) io.out.json({ ok: bad === 0, checks: findings });
  else show(io, findings);
  if (bad > 0)
    throw new Failure(
      `${bad} of ${findings.length} checks found something wrong`,
      'do what it says below each of them, then run spndr doctor again',
    );
}

async function look(io: CommandIo): Promise<readonly Finding[]> {
  const node = nodeCheck(process.versions.node);
  const { config, verdict } = await readSettings(io);
  const settings: Check = { name: 'settings', run: async () => verdict };
  const looking = (checks: readonly Check[]) => io.out.working('looking', () => examine(checks, limitMs));
  if (config === null) return looking([node, settings]);

  const botId = config.botToken === null ? null : botIdOf(config.botToken);
  const machine = [node, settings, modesCheck(config.dataDir, io.secretFiles()), diskCheck(config.dataDir)];
  const redis = redisChecks(config.redisUrl, botId);
  try {
    const embedded = await embeddedState(config).catch((error: Error) => ({
      ...wrong(error.message, 'or set DATABASE_URL to a Postgres server'),
      usable: false,
    }));
    const { usable, ...embeddedVerdict } = embedded;
    const local = [...machine, { name: 'embedded database', run: async () => embeddedVerdict }];
    const withoutDatabase = (why: Verdict) =>
      looking([
        ...local,
        { name: 'database', run: async () => why },
        ...redis.checks,
        ...telegramChecks(config, Promise.resolve(null)),
      ]);
    if (!usable) return await withoutDatabase(skipped('there is no database to look at'));
    let opened = false;
    try {
      return await io.withDatabase(config, async (url) => {
        opened = true;
        const postgres = postgresChecks(url, botId, config.backupDir === null ? null : config.backupSchedule);
        try {
          const remote = [...redis.checks, ...telegramChecks(config, postgres.chart)];
          const pepper = pepperCheck(config, postgres.chart);
          return await looking([...local, ...postgres.checks, pepper, ...remote]);
        } finally {
          await postgres.close();
        }
      });
    } catch (error) {
      if (opened) throw error;
      const trouble = fileTrouble(error);
      const why = trouble?.wrong ?? (error instanceof Error ? error.message : String(error));
      const remedy = trouble?.remedy ?? 'see database.log in the data directory';
      return await withoutDatabase(wrong(why, remedy));
    }
  } finally {
    redis.close();
  }
}

/** The settings (null: unusable), and the verdict on them. */
async function readSettings(io: CommandIo): Promise<{ config: Config | null; verdict: Verdict }> {
  try {
    const config = await io.readConfig();
    const file = io.configFile();
    const strange = strangeNames(io.environment).map((name) => `spndr knows no ${name}`);
    const odd = file === null ? [] : await oddLinesOf(file);
    const verdict =
      strange.length + odd.length === 0
        ? ok(file ?? 'all from the environment')
        : warn([...strange, ...odd].join('\n'), 'write them as the README does, or remove them');
    return { config, verdict };
  } catch (error) {
    if (!(error instanceof ConfigProblems)) throw error;
    const verdict = wrong(
      error.problems.join('\n'),
      'mend these first: nothing else can be looked at without them; spndr init writes them anew',
    );
    return { config: null, verdict };
  }
}

/** What is said of lines with a setting in `file` of which systemd reads something else than spndr. */
async function oddLinesOf(file: string): Promise<readonly string[]> {
  const { oddLines } = parseSettings(await readFile(file, 'utf8'));
  return oddLines
    .filter(({ name }) => isSetting(name))
    .map(({ line, why, remedy }) => `${file} line ${line} ${why}, which systemd reads otherwise: ${remedy}`);
}

const marks = {
  ok: ['✔', 'green'],
  warn: ['!', 'yellow'],
  wrong: ['✘', 'red'],
  skipped: ['-', 'grey'],
} as const;

function show({ out }: CommandIo, findings: readonly Finding[]): void {
  const width = Math.max(...findings.map(({ check }) => check.length));
  for (const { check, state, words, remedy } of findings) {
    const [mark, colour] = marks[state];
    const [first = '', ...more] = words.split('\n');
    const indent = ' '.repeat(width + 4);
    out.line(`${out.coloured(colour, mark)} ${check.padEnd(width)}  ${first}`);
    for (const line of more) out.line(`${indent}${line}`);
    if (remedy !== null) out.line(`${indent}→ ${remedy}`);
  }
}
