import { fstatSync, writeSync } from 'node:fs';
import { createStop } from '../daemon/process/lifecycle.ts';
import { Failure } from './failure.ts';

/** The reader of the result is gone (`spndr export ... | head -1`): the command ends silently and has not failed. */
export class ReaderLeft extends Error {
  override readonly name = 'ReaderLeft';
}

/** Interprets an error of the stream that a result is written to. */
export function resultEnd(error: NodeJS.ErrnoException): ReaderLeft | Failure {
  const { code = error.name } = error;
  if (leaving.includes(code)) return new ReaderLeft('the reader of the result has left');
  const why = noRoom.includes(code) ? `there is no room where it goes (${code})` : code;
  return new Failure(`the result cannot be written: ${why}`, 'make room there, or send it elsewhere');
}

const leaving = ['EPIPE', 'ECONNRESET', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_WRITE_AFTER_END'];
const noRoom = ['ENOSPC', 'EDQUOT', 'EFBIG'];

type ResultStream = typeof process.stdout;

/**
 * Aborts at the first error of `stdout`, with the result of `resultEnd` as its reason. Its errors no longer end the
 * process.
 */
export function watchResult(stdout: ResultStream): AbortSignal {
  if (fstatSync(stdout.fd).isFile()) writeAllOfIt(stdout);
  const end = createStop();
  stdout.on('error', (error: NodeJS.ErrnoException) => end.abort(resultEnd(error)));
  return end.signal;
}

/** On a full disk, Node writes a part of a piece and reports success: the end of a file would be missing. */
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
