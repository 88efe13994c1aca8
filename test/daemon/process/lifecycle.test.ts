import { afterEach, describe, expect, it, vi } from 'vitest';
import { createClosers, createStop } from '../../../src/daemon/process/lifecycle.ts';

describe('closers', () => {
  it('run one after the other, the last opened first', async () => {
    const log: string[] = [];
    const closers = createClosers();
    closers.add(async () => {
      log.push('database');
    });
    closers.add(async () => {
      log.push('delivery begins to end');
      await new Promise((resolve) => setImmediate(resolve));
      log.push('delivery has ended');
    });
    closers.add(() => {
      log.push('intake');
    });
    await closers.closeAll();
    expect(log).toEqual(['intake', 'delivery begins to end', 'delivery has ended', 'database']);
  });

  it('run once, and everybody waits for the end', async () => {
    let times = 0;
    let end: () => void = () => undefined;
    const closers = createClosers();
    closers.add(() => {
      times += 1;
      return new Promise((resolve) => {
        end = resolve;
      });
    });
    const ended: string[] = [];
    const all = ['first', 'second'].map((who) => closers.closeAll().then(() => ended.push(who)));
    await new Promise((resolve) => setImmediate(resolve));
    expect(ended).toEqual([]);
    end();
    await Promise.all(all);
    await closers.closeAll();
    expect(times).toBe(1);
  });

  it('all run, whatever fails; the first error is told', async () => {
    const log: string[] = [];
    const closers = createClosers();
    closers.add(() => {
      log.push('database');
    });
    closers.add(() => {
      throw new Error('thrown second');
    });
    closers.add(() => Promise.reject(new Error('rejected first')));
    await expect(closers.closeAll()).rejects.toThrow('rejected first');
    expect(log).toEqual(['database']);
  });

  it('added while others run are run as well', async () => {
    const log: string[] = [];
    const closers = createClosers();
    closers.add(() => {
      log.push('database');
    });
    closers.add(() => {
      closers.add(() => {
        log.push('opened late');
      });
    });
    await closers.closeAll();
    expect(log).toEqual(['opened late', 'database']);
  });

  it('that are none are no trouble', async () => {
    await createClosers().closeAll();
  });
});

describe('a stop', () => {
  afterEach(() => vi.restoreAllMocks());

  it('takes any number of waits without a warning', async () => {
    const warn = vi.spyOn(process, 'emitWarning');
    const stop = createStop();
    let told = 0;
    for (let times = 0; times < 1_000; times++) stop.signal.addEventListener('abort', () => told++);
    stop.abort();
    await new Promise((resolve) => setImmediate(resolve));
    expect(told).toBe(1_000);
    expect(warn).not.toHaveBeenCalled();
  });
});
