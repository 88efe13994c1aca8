import { pino } from 'pino';
import { expect, test } from 'vitest';
import { inheritedSocket, serviceManager } from '../../../src/daemon/process/service-manager.ts';

const log = pino({ level: 'silent' });
const self = String(process.pid);

test('there is a service manager where a socket is named', () => {
  expect(serviceManager({}, log)).toBe(null);
  expect(serviceManager({ NOTIFY_SOCKET: '' }, log)).toBe(null);
  expect(serviceManager({ NOTIFY_SOCKET: '/run/x' }, log)).toMatchObject({ watchdogMs: null });
});

test.each([
  [{ WATCHDOG_USEC: '90000000' }, 90_000],
  [{ WATCHDOG_USEC: '90000000', WATCHDOG_PID: self }, 90_000],
  [{ WATCHDOG_USEC: '90000000', WATCHDOG_PID: '1' }, null],
  [{ WATCHDOG_USEC: '0' }, null],
  [{ WATCHDOG_USEC: 'soon' }, null],
])('its watchdog is fed when it is meant for this process: %j', (env, watchdogMs) => {
  expect(serviceManager({ NOTIFY_SOCKET: '/run/x', ...env }, log)?.watchdogMs).toBe(watchdogMs);
});

test('a socket is taken when it was handed to this process', () => {
  expect(inheritedSocket({})).toBe(undefined);
  expect(inheritedSocket({ LISTEN_PID: self, LISTEN_FDS: '0' })).toBe(undefined);
  expect(inheritedSocket({ LISTEN_PID: '1', LISTEN_FDS: '1' })).toBe(undefined);
  expect(inheritedSocket({ LISTEN_PID: self, LISTEN_FDS: '1' })).toBe(3);
});
