import { existsSync } from 'node:fs';
import { readFile, realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { packageFile } from '../../ledger/storage/package-file.ts';
import { Failure } from '../failure.ts';
import { examples } from '../help.ts';
import type { CommandIo } from '../io.ts';
import { obstacle } from '../service/reach.ts';
import { carryOut, describe, isDone, type Step } from '../service/steps.ts';
import { type Place, type Scope, socketUnit, unitNames, unitText } from '../service/units.ts';
import { parseSettings } from '../settings.ts';

interface Options {
  user?: boolean;
  webhook?: boolean;
  account: string;
  credentials?: string;
  root: string;
  dryRun?: boolean;
}

/** Adds `spndr service install | uninstall | print`. */
export function define(program: Command, io: CommandIo): void {
  const service = program
    .command('service')
    .description('have systemd run the bot: start it with the machine, watch it, back it up every night');
  examples(service, [
    ['sudo spndr service install', 'write the units'],
    ['spndr service print', 'only show them'],
  ]);

  const install = withChoices(service.command('install'))
    .description(
      'write the systemd units for this machine, and the account that the bot runs as. Nothing is started. Running it again is harmless',
    )
    .option('--root <directory>', 'write below DIRECTORY, an image of a machine, and run nothing', '/')
    .option('--dry-run', 'say what would be done, and do nothing')
    .action((options: Options) => runInstall(io, options));
  examples(install, [
    ['sudo spndr service install', 'then: put the token in place, systemctl enable --now spndr'],
    ['sudo spndr service install --webhook', 'the port is held while the bot restarts'],
    ['spndr service install --user', 'no root: runs as you'],
    ['spndr service install --dry-run'],
  ]);

  const uninstall = service
    .command('uninstall')
    .description('stop the bot and remove its units; data, secrets and the account stay')
    .option('--user', 'those of your own systemd, without root')
    .option('--root <directory>', 'remove below DIRECTORY, an image of a machine, and run nothing', '/')
    .option('--dry-run', 'say what would be done, and do nothing')
    .action((options: Pick<Options, 'user' | 'root' | 'dryRun'>) => runUninstall(io, options));
  examples(uninstall, [['sudo spndr service uninstall'], ['spndr service uninstall --dry-run']]);

  const print = withChoices(service.command('print'))
    .description('show the units that install would write, each below the path of its file')
    .action((options: Options) => runPrint(io, { ...options, root: '/' }));
  examples(print, [['spndr service print'], ['spndr service print --user > spndr.service']]);
}

function withChoices(command: Command): Command {
  return command
    .option('--user', 'for your own systemd, without root; the bot runs as you')
    .option('--webhook', 'let Telegram call this machine, instead of asking it for updates')
    .option('--account <name>', 'what the bot runs as; made when it is missing', 'spndr')
    .option('--credentials <directory>', 'where the secrets are, one file for each');
}

async function runInstall(io: CommandIo, options: Options): Promise<void> {
  const scope = scopeOf(options);
  const place = await placeOf(options);
  const isImage = options.root !== '/';
  if (!options.dryRun && !isImage) requireManager(scope);
  if (scope === 'system' && !isImage) await requireReach(place);
  const steps = [
    ...(scope === 'system' ? await accountSteps(place.account, options.root) : []),
    ...folderSteps(scope, place, options.root),
    ...(await unitSteps(io, scope, place, options.root)),
  ];
  const changed = await perform(io, steps, options.dryRun === true);
  const reload: Step = { kind: 'command', words: systemctl(scope, 'daemon-reload') };
  if (changed && !isImage) await perform(io, [reload], options.dryRun === true);
  if (!options.dryRun) await tellWhatNext(io, scope, place, options.root);
}

async function runUninstall(
  io: CommandIo,
  options: Pick<Options, 'user' | 'root' | 'dryRun'>,
): Promise<void> {
  const scope = scopeOf(options);
  const isImage = options.root !== '/';
  if (!options.dryRun && !isImage) requireManager(scope);
  const names = unitNames(scope, 'webhook').filter((name) =>
    existsSync(join(unitFolder(scope, options.root), name)),
  );
  if (names.length === 0) return io.out.line('there is nothing to remove');
  const running = names.map((name) => name.replace('@.', '@*.'));
  const stops: Step[] = [
    { kind: 'command', words: systemctl(scope, 'stop', ...running) },
    { kind: 'command', words: systemctl(scope, 'disable', ...names) },
  ];
  const reload: Step = { kind: 'command', words: systemctl(scope, 'daemon-reload') };
  const removals = names.map((name): Step => {
    return { kind: 'removal', path: join(unitFolder(scope, options.root), name) };
  });
  await perform(io, isImage ? removals : [...stops, ...removals, reload], options.dryRun === true);
  if (!options.dryRun) io.out.note('data, settings, secrets and the account are where they were');
}

async function runPrint(io: CommandIo, options: Options): Promise<void> {
  const scope = scopeOf(options);
  const steps = await unitSteps(io, scope, await placeOf(options), '/');
  io.out.line(steps.map(({ path, text }) => `# ${path}\n${text}`).join('\n'));
}

/**
 * Carries out the steps that are not done yet, or in a dry run only names them. Fulfils with whether there were any.
 */
async function perform(io: CommandIo, steps: readonly Step[], dryRun: boolean): Promise<boolean> {
  let changed = false;
  for (const step of steps) {
    if (await isDone(step)) {
      io.out.line(`nothing to do: ${describe(step)}`);
      continue;
    }
    changed = true;
    if (!dryRun) await carryOut(step);
    io.out.line(dryRun ? `would ${describe(step)}` : describe(step));
  }
  return changed;
}

function scopeOf({ user }: { user?: boolean }): Scope {
  return user ? 'user' : 'system';
}

async function placeOf(options: Options): Promise<Place> {
  const usual = options.user ? join(configHome(), 'spndr', 'credentials') : '/etc/spndr/credentials';
  return {
    node: process.execPath,
    spndr: await realpath(packageFile('dist/bin/spndr.js')),
    account: options.account,
    credentials: options.credentials === undefined ? usual : resolve(options.credentials),
    mode: options.webhook ? 'webhook' : 'polling',
  };
}

/** Throws `Failure` if this process may not, or cannot, tell the service manager of new units. */
function requireManager(scope: Scope): void {
  if (scope === 'system' && process.getuid?.() !== 0)
    throw new Failure(
      "the machine's services are root's to change",
      'run it with sudo, or with --user for a service of your own; --dry-run and `spndr service print` only show',
    );
  if (!existsSync('/run/systemd/system'))
    throw new Failure(
      'systemd does not run this machine',
      '`spndr service print` shows the units, --root DIRECTORY writes them into an image',
    );
}

async function requireReach({ node, spndr }: Place): Promise<void> {
  for (const path of [node, spndr]) {
    const what = await obstacle(path);
    if (what === null) continue;
    throw new Failure(
      `a service cannot use ${path}, because of ${what}`,
      'install Node.js and spndr for the whole machine (sudo npm install --global --prefix /usr/local), or use --user',
    );
  }
}

/** The steps that create the daemon's account through systemd-sysusers; none if it exists. */
async function accountSteps(account: string, root: string): Promise<Step[]> {
  const accounts = await readFile(join(root, 'etc/passwd'), 'utf8').catch(() => '');
  if (accounts.split('\n').some((line) => line.startsWith(`${account}:`))) return [];
  const path = join(root, 'etc/sysusers.d/spndr.conf');
  const file: Step = { kind: 'file', path, text: `u ${account} - "spndr"\n` };
  return root === '/' ? [file, { kind: 'command', words: ['systemd-sysusers', path] }] : [file];
}

function folderSteps(scope: Scope, { credentials }: Place, root: string): Step[] {
  const path = scope === 'user' ? credentials : join(root, credentials);
  return [{ kind: 'folder', path, mode: 0o700 }];
}

async function unitSteps(io: CommandIo, scope: Scope, place: Place, root: string) {
  const { host, port } = (await io.readConfig()).webhookListen;
  const listen = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  return unitNames(scope, place.mode).map((name) => ({
    kind: 'file' as const,
    path: join(unitFolder(scope, root), name),
    text: unitText(name, scope, place, listen),
  }));
}

function unitFolder(scope: Scope, root: string): string {
  return scope === 'user' ? join(configHome(), 'systemd/user') : join(root, 'etc/systemd/system');
}

function configHome(): string {
  const { XDG_CONFIG_HOME: xdg } = process.env;
  return xdg && isAbsolute(xdg) ? xdg : join(homedir(), '.config');
}

function systemctl(scope: Scope, ...words: readonly string[]): string[] {
  return ['systemctl', ...(scope === 'user' ? ['--user'] : []), ...words];
}

async function tellWhatNext(io: CommandIo, scope: Scope, place: Place, root: string): Promise<void> {
  const { credentials, mode } = place;
  const token = join(credentials, 'SPNDR_BOT_TOKEN');
  const settings = scope === 'user' ? join(configHome(), 'spndr/spndr.env') : '/etc/spndr/spndr.env';
  const below = (path: string) => (scope === 'user' ? path : join(root, path));
  const written = parseSettings(await readFile(below(settings), 'utf8').catch(() => '')).values;
  const next: string[] = [];
  if (!written.has('SPNDR_BOT_TOKEN') && !existsSync(below(token)))
    next.push(`put the bot's token into ${token}, or run spndr init`);
  if (mode === 'webhook' && !written.has('SPNDR_WEBHOOK_URL'))
    next.push(`put SPNDR_WEBHOOK_URL=https://... into ${settings}`);
  const started = unitNames(scope, mode).filter((name) => !/@|backup\.service$/.test(name));
  if (mode === 'polling' && existsSync(join(unitFolder(scope, root), socketUnit)))
    next.push(
      `${systemctl(scope, 'disable', '--now', socketUnit).join(' ')}, which holds the port of a webhook`,
    );
  next.push(systemctl(scope, 'enable', '--now', ...started).join(' '));
  if (scope === 'user') next.push('loginctl enable-linger, for it to run while you are not logged in');
  for (const [index, words] of next.entries()) io.out.note(`${index === 0 ? 'next:' : '     '} ${words}`);
}
