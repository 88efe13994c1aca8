import { expect, it } from 'vitest';
import { createLogger } from '../../../src/daemon/log/log.ts';
import { readable } from '../../../src/daemon/log/readable.ts';

function logged(isColoured = false) {
  let text = '';
  const write = (line: string) => {
    text += line;
  };
  return { log: createLogger('debug', readable({ write }, isColoured)), text: () => text };
}

it('says when, how bad, what happened, and its figures', () => {
  const { log, text } = logged();
  log.info({ trace: 'k3', update: 7, loops: ['intake'] }, 'committed');
  log.debug('here');
  const [first, second] = text().split('\n');
  expect(first).toMatch(
    /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}info {3}committed trace=k3 update=7 loops=\["intake"\]$/,
  );
  expect(second).toMatch(/ {2}debug {2}here$/);
});

it('has an error and its causes on one line', () => {
  const { log, text } = logged();
  const cause = Object.assign(new Error('connect refused'), { code: 'ECONNREFUSED' });
  log.warn({ err: new TypeError('out of\nreach', { cause }) }, 'waiting');
  expect(text().match(/\n/g)).toHaveLength(1);
  expect(text()).toMatch(
    /warn {3}waiting err=TypeError “out of reach” at .*, because of Error \(ECONNREFUSED\) “connect refused” at /,
  );
});

it('obeys no control characters, and is coloured only where that is wanted', () => {
  const plain = logged();
  plain.log.error({ reason: '\u001b[2J\u009b31m' }, 'it failed\u0007');
  expect(plain.text()).not.toMatch(/[^\P{Cc}\n]/u);
  const coloured = logged(true);
  coloured.log.error('it failed');
  expect(coloured.text()).toContain('\u001b[31merror\u001b[39m  it failed');
});
