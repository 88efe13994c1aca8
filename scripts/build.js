/**
 * Builds what ships: dist, and the manual page. The sources are bundled with the packages they need: to start a daemon,
 * Node would read 760 files one by one otherwise, and take three times as much CPU time before anything else happens.
 * Packages remain dependencies of spndr, so that audits, licences and the SBOM know them.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { build } from 'rolldown';

/** Each begins a process or a thread. */
const programs = [
  'bin/spndr',
  'src/daemon/pictures/worker',
  'src/daemon/secrets/password-worker',
  'src/sandbox/serve',
];

await build({
  input: Object.fromEntries(programs.map((program) => [program, `${program}.ts`])),
  platform: 'node',
  external: [
    // finds its native library beside itself
    '@napi-rs/canvas',
    // pg uses it where somebody installed it
    'pg-native',
    // is not written in strict mode
    'qrcode-terminal',
  ],
  // so that what is written once stands in one place there, too
  optimization: { inlineConst: false },
  logLevel: 'warn',
  output: { dir: 'dist', cleanDir: true, chunkFileNames: 'chunks/[name]-[hash].js' },
});
chmodSync('dist/bin/spndr.js', 0o755);

mkdirSync('man', { recursive: true });
writeFileSync('man/spndr.1', execFileSync(process.execPath, ['dist/bin/spndr.js', 'man']));
