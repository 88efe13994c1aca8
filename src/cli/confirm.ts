import { createInterface } from 'node:readline/promises';
import { PassThrough } from 'node:stream';
import { Failure } from './failure.ts';

/** Asks `question` and reads one line. True only for y or yes, in any case; end of input and Ctrl-C count as no. */
export async function confirm(
  question: string,
  streams: { input: NodeJS.ReadableStream; output: NodeJS.WritableStream },
): Promise<boolean> {
  const terminal = createInterface(streams);
  const left = new Promise<null>((resolve) => {
    terminal.once('close', () => resolve(null));
  });
  try {
    const answer = await Promise.race([terminal.question(`${question} [y/N] `), left]);
    if (answer === null) streams.output.write('\n');
    return answer !== null && /^y(es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}

/** Asks `question` and reads one line without echoing it. Throws `Failure` on an empty line, end of input or Ctrl-C. */
export async function askSecret(
  question: string,
  streams: { input: NodeJS.ReadableStream; output: NodeJS.WritableStream },
): Promise<string> {
  streams.output.write(`${question} `);
  // readline echoes what is typed to its output, so it gets one that nobody sees
  const terminal = createInterface({ input: streams.input, output: new PassThrough(), terminal: true });
  try {
    const typed = await new Promise<string>((resolve) => {
      terminal.once('line', resolve);
      terminal.once('close', () => resolve(''));
    });
    if (typed === '') throw new Failure('nothing was typed, so nothing was done', 'run the command again');
    return typed;
  } finally {
    terminal.close();
    streams.output.write('\n');
  }
}
