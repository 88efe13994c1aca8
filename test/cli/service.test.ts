import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { define } from '../../src/cli/commands/service.ts';
import { obstacle } from '../../src/cli/service/reach.ts';
import { type Place, type Scope, shippedPlace, unitNames, unitText } from '../../src/cli/service/units.ts';
import { packageFile } from '../../src/ledger/storage/package-file.ts';
import { shippedSpndr } from '../helpers/build.ts';
import { runCli } from '../helpers/cli.ts';
import { runCommand } from '../helpers/command.ts';
import { required } from '../helpers/programs.ts';

const listen = '127.0.0.1:8443';
const here: Place = {
  node: process.execPath,
  spndr: shippedSpndr,
  account: 'spndr',
  credentials: '/srv/secrets',
  mode: 'webhook',
};
const units = (['system', 'user'] as const).flatMap((scope) =>
  unitNames(scope, 'webhook').map((name) => ({ scope, name })),
);
const services = unitNames('system', 'polling').filter((name) => name.endsWith('.service'));

function shipped(scope: Scope, name: string): string {
  return readFileSync(packageFile(`systemd/${scope === 'user' ? 'user/' : ''}${name}`), 'utf8');
}

function temporary(): string {
  return mkdtempSync(join(tmpdir(), 'spndr-service-'));
}

describe('the units', () => {
  test('are all there is in systemd/, and what is printed for the place they are written for', () => {
    const files = readdirSync(packageFile('systemd'), { withFileTypes: true });
    expect(files.flatMap((file) => (file.isFile() ? [file.name] : [])).sort()).toEqual(
      [...unitNames('system', 'webhook')].sort(),
    );
    for (const { scope, name } of units)
      expect(unitText(name, scope, shippedPlace[scope], listen)).toBe(shipped(scope, name));
  });

  test('keep a month of backups, and of what was to become one', () => {
    const command = /^ExecStartPost=(.*)$/m.exec(shipped('system', 'spndr-backup.service'))?.[1] ?? '';
    const state = temporary();
    const folder = join(state, 'spndr-backup');
    mkdirSync(folder);
    const name = 'spndr-2026-01-31T033000.backup';
    const draft = `${name}.0123456789ab.tmp`;
    const old = new Date(Date.now() - 32 * 24 * 3_600_000);
    for (const file of [name, draft, 'notes']) {
      writeFileSync(join(folder, file), '');
      utimesSync(join(folder, file), old, old);
      writeFileSync(join(folder, `new-${file}`.replace('new-spndr', 'spndr-new')), '');
    }
    expect(spawnSync('/bin/sh', ['-c', command.replaceAll('%S', state)]).status).toBe(0);
    expect(readdirSync(folder).sort()).toEqual(
      ['new-notes', 'notes', `spndr-new${name.slice(5)}`, `spndr-new${draft.slice(5)}`].sort(),
    );
  });

  test('of another place have nothing left of the first', () => {
    for (const { scope, name } of units) {
      const other = { ...here, node: '/opt/node', spndr: '/opt/spndr.js', account: 'money' };
      const text = unitText(name, scope, other, '[::1]:9000');
      for (const left of [
        '/usr/bin/node',
        '/usr/lib/node_modules',
        '/credentials/',
        'User=spndr',
        '--polling',
        ':8443',
      ])
        expect({ name, left, is: text.includes(left) }).toEqual({ name, left, is: false });
      if (name.endsWith('.service')) expect(text).toMatch(/\/opt\/node (--\S+ )?\/opt\/spndr\.js /);
    }
  });

  test('cannot be made for a path that systemd would read otherwise', () => {
    expect(() => unitText('spndr.service', 'system', { ...here, node: '/opt/my node' }, listen)).toThrow(
      'systemd cannot be given the path /opt/my node; use one of letters',
    );
  });

  test('that run something confine it alike', () => {
    const confinement = (name: string) => {
      const text = shipped('system', name);
      return text.slice(text.indexOf('# spndr needs no privileges'), text.indexOf('TasksMax=512'));
    };
    for (const name of services) expect(confinement(name)).toBe(confinement('spndr.service'));
    expect(confinement('spndr.service')).toContain('SystemCallFilter=~@privileged @resources');
  });

  test('start without any of the secrets’ files: what is missing there may be set elsewhere', () => {
    for (const { scope, name } of units) {
      const text = shipped(scope, name);
      const loaded = [...text.matchAll(/^LoadCredential=(\w+):/gm)].map(([, secret]) => secret);
      const set = [...text.matchAll(/^SetCredential=(\w+):\\n$/gm)].map(([, secret]) => secret);
      expect({ name, set }).toEqual({ name, set: loaded });
    }
  });

  test('leave more time to stop than the daemon takes', () => {
    const [, seconds] = /^TimeoutStopSec=(\d+)$/m.exec(shipped('system', 'spndr.service'))!;
    // what daemon.ts and embedded/server.ts wait for: intake, delivery, the database
    expect(Number(seconds)).toBeGreaterThan(10 + 30 + 60);
  });

  /** All units for this machine in one folder, as systemd would find them. */
  function written(): string {
    const folder = temporary();
    for (const name of unitNames('system', 'webhook'))
      writeFileSync(join(folder, name), unitText(name, 'system', here, listen));
    return folder;
  }

  test('are understood by systemd', (context) => {
    const program = required(context, 'systemd-analyze', 'systemd');
    const folder = written();
    const paths = unitNames('system', 'webhook').map((name) => join(folder, name.replace('@', '@bot')));
    writeFileSync(join(folder, 'spndr@bot.service'), readFileSync(join(folder, 'spndr@.service')));
    const { status, stdout, stderr } = spawnSync(program, ['verify', '--man=no', ...paths], {
      encoding: 'utf8',
    });
    // only of these units: what else is wrong on a machine is not theirs
    const said = `${stdout}${stderr}`.split('\n').filter((line) => line.includes('spndr'));
    expect({ status, said }).toEqual({ status: 0, said: [] });
  });

  test.for(services)('give little away: %s', (name, context) => {
    const program = required(context, 'systemd-analyze', 'systemd');
    const args = ['security', '--offline=true', '--threshold=15', join(written(), name)];
    const { status, stdout } = spawnSync(program, args, { encoding: 'utf8' });
    const [, exposure] = /Overall exposure level for \S+: (\d+\.\d)/.exec(stdout)!;
    expect({ name, status, isLow: Number(exposure) <= 1.5 }).toEqual({ name, status: 0, isLow: true });
  });
});

describe('spndr service print', () => {
  test('shows what is installed, each unit below its path', async () => {
    const { code, stdout, stderr } = await runCli(['service', 'print', '--credentials', '/srv/secrets']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.match(/^# \/.*$/gm)).toEqual(
      unitNames('system', 'polling').map((name) => `# /etc/systemd/system/${name}`),
    );
    expect(stdout).toContain(
      `ExecStart=${process.execPath} --v8-pool-size=1 ${shippedSpndr} start --polling\n`,
    );
    expect(stdout).toContain('LoadCredential=SPNDR_BOT_TOKEN:/srv/secrets/SPNDR_BOT_TOKEN\n');
  });

  test('for a webhook brings the socket, on the port that is set', async () => {
    const { stdout } = await runCli(['service', 'print', '--webhook', '--credentials', '/srv/secrets'], {
      env: { SPNDR_WEBHOOK_LISTEN: '[::1]:9000', CREDENTIALS: '/of/something/else' },
    });
    expect(stdout).toContain('ListenStream=[::1]:9000\n');
    expect(stdout).toContain(' start --webhook\n');
    expect(stdout).toContain(':/srv/secrets/SPNDR_BOT_TOKEN\n');
  });

  test('for a user is one unit in their own folder', async () => {
    const { stdout } = await runCli(['service', 'print', '--user'], {
      env: { XDG_CONFIG_HOME: '/home/x/.config' },
    });
    expect(stdout.match(/^# \/.*$/gm)).toEqual(['# /home/x/.config/systemd/user/spndr.service']);
    expect(stdout).toContain(
      'LoadCredential=SPNDR_BOT_TOKEN:/home/x/.config/spndr/credentials/SPNDR_BOT_TOKEN\n',
    );
  });
});

describe('spndr service install', () => {
  test('writes units, account and the folder of the secrets; again it does nothing; uninstall leaves the secrets', async () => {
    const root = temporary();
    const install = ['service', 'install', '--webhook', '--root', root];
    const wouldBe = await runCli([...install, '--dry-run']);
    expect(
      wouldBe.stdout
        .split('\n')
        .filter((line) => line !== '')
        .every((line) => line.startsWith('would ')),
    ).toBe(true);
    expect(readdirSync(root)).toEqual([]);

    const first = await runCli(install);
    expect(first.code).toBe(0);
    expect(first.stdout).toBe(wouldBe.stdout.replaceAll('would ', ''));
    expect(first.stderr.split('\n')).toEqual([
      "next: put the bot's token into /etc/spndr/credentials/SPNDR_BOT_TOKEN, or run spndr init",
      '      put SPNDR_WEBHOOK_URL=https://... into /etc/spndr/spndr.env',
      '      systemctl enable --now spndr.service spndr.socket spndr-backup.timer',
      '',
    ]);
    expect(readdirSync(join(root, 'etc/systemd/system')).sort()).toEqual(
      [...unitNames('system', 'webhook')].sort(),
    );
    expect(readFileSync(join(root, 'etc/sysusers.d/spndr.conf'), 'utf8')).toBe('u spndr - "spndr"\n');
    expect(statSync(join(root, 'etc/spndr/credentials')).mode & 0o777).toBe(0o700);

    const second = await runCli(install);
    expect(second.stdout).toBe(first.stdout.replaceAll(/^(?=.)/gm, 'nothing to do: '));

    writeFileSync(join(root, 'etc/systemd/system/spndr.service'), '[Unit]\n');
    const third = await runCli(install);
    expect(third.stdout).toContain(`\nwrite ${root}/etc/systemd/system/spndr.service\n`);

    expect((await runCli(['service', 'uninstall', '--root', root])).code).toBe(0);
    expect(readdirSync(join(root, 'etc/systemd/system'))).toEqual([]);
    expect(readdirSync(join(root, 'etc/spndr'))).toEqual(['credentials']);
    expect((await runCli(['service', 'uninstall', '--root', root])).stdout).toBe(
      'there is nothing to remove\n',
    );
  });

  test('asks for nothing that spndr init has written already', async () => {
    const root = temporary();
    mkdirSync(join(root, 'etc/spndr'), { recursive: true });
    writeFileSync(
      join(root, 'etc/spndr/spndr.env'),
      'SPNDR_BOT_TOKEN=1:x\nSPNDR_WEBHOOK_URL=https://bot.example.org/\n',
    );
    const { stderr } = await runCli(['service', 'install', '--webhook', '--root', root]);
    expect(stderr).toMatch(/^next: systemctl enable --now spndr\.service/);
  });

  test('says what a webhook has left behind when updates are polled', async () => {
    const root = temporary();
    await runCli(['service', 'install', '--webhook', '--root', root]);
    const { stderr } = await runCli(['service', 'install', '--root', root]);
    expect(stderr).toContain('systemctl disable --now spndr.socket, which holds the port of a webhook\n');
  });

  test('makes no account where there is one', async () => {
    const root = temporary();
    mkdirSync(join(root, 'etc'));
    writeFileSync(join(root, 'etc/passwd'), 'root:x:0:0::/:/bin/sh\nmoney:x:990:990::/:/bin/false\n');
    await runCli(['service', 'install', '--root', root, '--account', 'money']);
    expect(readdirSync(join(root, 'etc')).sort()).toEqual(['passwd', 'spndr', 'systemd']);
    expect(readFileSync(join(root, 'etc/systemd/system/spndr.service'), 'utf8')).toContain('User=money\n');
  });

  test('says for a user what would be run, and how it outlives the session', async () => {
    const env = { XDG_CONFIG_HOME: temporary() };
    const unit = join(env.XDG_CONFIG_HOME, 'systemd/user/spndr.service');
    const install = await runCli(['service', 'install', '--user', '--dry-run'], { env });
    expect(install.stdout.trim().split('\n')).toEqual([
      `would make ${env.XDG_CONFIG_HOME}/spndr/credentials`,
      `would write ${unit}`,
      'would run systemctl --user daemon-reload',
    ]);
    mkdirSync(join(env.XDG_CONFIG_HOME, 'systemd/user'), { recursive: true });
    writeFileSync(unit, '');
    const uninstall = await runCli(['service', 'uninstall', '--user', '--dry-run'], { env });
    expect(uninstall.stdout.trim().split('\n')).toEqual([
      'would run systemctl --user stop spndr.service',
      'would run systemctl --user disable spndr.service',
      `would remove ${unit}`,
      'would run systemctl --user daemon-reload',
    ]);
  });

  test('without root is refused, and what can be done instead is said', async () => {
    vi.spyOn(process, 'getuid').mockReturnValue(1000);
    onTestFinished(() => void vi.restoreAllMocks());
    for (const word of ['install', 'uninstall']) {
      const { code, error } = await runCommand(define, ['service', word], {
        databaseUrl: 'postgres://localhost/x',
      });
      expect(code).toBe(1);
      expect(error).toMatch(
        /^the machine's services are root's to change; run it with sudo, or with --user /,
      );
    }
  });
});

test('a file that only its owner can reach, or in a home, is no good for a service', async () => {
  const folder = temporary();
  chmodSync(folder, 0o755);
  const file = join(folder, 'spndr.js');
  writeFileSync(file, '', { mode: 0o644 });
  expect(await obstacle(file)).toBe(null);
  chmodSync(file, 0o600);
  expect(await obstacle(file)).toBe(file);
  chmodSync(file, 0o644);
  chmodSync(folder, 0o700);
  expect(await obstacle(file)).toBe(folder);
  expect(await obstacle('/root/.nvm/bin/node')).toBe('/root');
});
