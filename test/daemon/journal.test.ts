import { expect, test } from 'vitest';
import { withPriorities } from '../../src/daemon/journal.ts';
import { createLogger } from '../../src/daemon/log.ts';

test.each([
  ['fatal', 2],
  ['error', 3],
  ['warn', 4],
  ['info', 6],
  ['debug', 7],
  ['trace', 7],
] as const)('a line of level %s has the priority %i before it', (level, priority) => {
  const lines: string[] = [];
  const log = createLogger('trace', withPriorities({ write: (line) => lines.push(line) }));
  log.info('first');
  log[level]({ trace: 't' }, 'it happened');
  const [, prefix, json] = /^<(\d)>(.*)\n$/.exec(lines[1]!)!;
  expect(Number(prefix)).toBe(priority);
  expect(JSON.parse(json!)).toMatchObject({ trace: 't', msg: 'it happened' });
});
