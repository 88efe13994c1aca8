import { fstatSync, writeSync } from 'node:fs';
import { createStop } from '../daemon/lifecycle.ts';
import { Failure } from './failure.ts';

/** Whoever read the result has left (`spndr export ... | head -1`): the command ends without a word, and has not failed. */
export class ReaderLeft extends Error {
  override readonly name = 'ReaderLeft';
}

/** What happened to a result, by the error of the stream that it went to. */
export function resultEnd(error: NodeJS.ErrnoException): ReaderLeft | Failure {
  const { code = error.name } = error;
  if (leaving.includes(code)) return new ReaderLeft('the reader of the result has left');
  const why = noRoom.includes(code) ? `there is no room where it goes (${code})` : code;
  return new Failure(`the result cannot be written: ${why}`, 'make room there, or send it elsewhere');
}

const leaving = ['EPIPE', 'ECONNRESET', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_WRITE_AFTER_END'];
const noRoom = ['ENOSPC', 'EDQUOT', 'EFBIG'];

type ResultStream = typeof process.stdout;

/** Aborts at the first error of `stdout`, with what `resultEnd` makes of it as its reason. No error of it ends the process. */
export function watchResult(stdout: ResultStream): AbortSignal {
  if (fstatSync(stdout.fd).isFile()) writeAllOfIt(stdout);
  const end = createStop();
  stdout.on('error', (error: NodeJS.ErrnoException) => end.abort(resultEnd(error)));
  return end.signal;
}

/** Node writes as much of a piece as a disk has room for, and takes that for all of it: the end of a file would be missing. */
function writeAllOfIt(stdout: ResultStream): void {
  stdout._write = (piece: Buffer, _encoding, done) => {
    try {
      for (let written = 0; written < piece.length; ) written += writeSync(stdout.fd, piece, written);
      done();
    } catch (error) {
      done(error as Error);
    }
  };
}
