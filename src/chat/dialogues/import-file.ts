import { visible } from '../../ledger/entry/text/characters.ts';
import { shortened } from '../../ledger/lengths.ts';
import { changeMapping } from '../../ledger/portable/csv/mapping.ts';
import { turnData } from '../buttons.ts';
import type { StateAt } from '../conversation.ts';
import type { FileFound, FileRefused, FileWork } from '../file-work.ts';
import type { Act } from '../incoming.ts';
import { type Phrase, phrase, type Text } from '../reply.ts';
import { accountOfTurn, aside, finish, nameOf, type Outcome, type Turn } from '../turn.ts';
import type { Question, Step } from './step.ts';
import { readYesNo } from './yes-no.ts';

type Importing = StateAt<'import-file'>;

/** Telegram lets bots download no larger files. */
const largestFile = 20 * 1024 * 1024;
const shownProblems = 5;
const longestName = 60;
const longestMap = 400;

/** Handles a file a person sent: says what is in it and asks whether to import it. */
export function hearFile(turn: Turn, file: Extract<Act, { kind: 'file' }>): Outcome {
  if (turn.state.at !== 'idle') return aside(turn, phrase('unsupported', { kind: 'file' }));
  if (file.size !== null && file.size > largestFile) return aside(turn, phrase('import-too-large'));
  const name = visible(file.name ?? '');
  if (turn.done?.kind !== 'import-file') return { needs: looking(turn, file.id, name, null) };
  const { found } = turn.done;
  return found.refused === null ? offer(file.id, name, found) : aside(turn, ...refusal(found));
}

function looking(turn: Turn, fileId: string, name: string, map: string | null): FileWork {
  return { kind: 'import-file', accountId: accountOfTurn(turn).id, fileId, name, map, as: null };
}

/** Asks only if there is something to import. */
function offer(fileId: string, name: string, found: FileFound): Outcome {
  const state: Importing = { at: 'import-file', fileId, name, found: keepShort(found) };
  if (!found.isWhole) return finish(phrase('import-not-whole'), ...problemsOf(found));
  if (!isNews(found) && found.map === null) return finish(...summaryOf(state));
  return { state };
}

function isNews({ added, changed, plans }: FileFound | Importing['found']): boolean {
  return added + changed + plans > 0;
}

function keepShort(found: FileFound): Importing['found'] {
  return {
    ...found,
    problems: found.problems.slice(0, shownProblems).map((problem) => ({ ...problem })),
    examples: found.examples.map((example) => ({ ...example })),
  };
}

/** Asks whether to import a file and, if it is a table from another program, how to read it. */
export const importing: Step<Importing> = {
  for: 'linked',
  ask: (state) => ({
    text: [...summaryOf(state), ...readingOf(state), phrase('import-question')],
    choices: choicesOf(state),
  }),
  hear(words, state, turn) {
    const done = turn.done?.kind === 'import-file' ? turn.done.found : null;
    const wanted = words === 'import' ? true : words === 'cancel' ? false : readYesNo(words);
    if (wanted === false) return finish(phrase('import-dropped'));
    if (wanted) return done === null ? { needs: writing(turn, state) } : imported(turn, done);
    const map = otherMap(words, state.found.map);
    if (map === null) return aside(turn, phrase('import-how'));
    if (done === null) return { needs: looking(turn, state.fileId, state.name, map) };
    return done.refused === null ? offer(state.fileId, state.name, done) : aside(turn, ...refusal(done));
  },
};

/** The work that imports the file. Its key makes one question cause one import, however often the work is repeated. */
function writing(turn: Turn, { fileId, name, found }: Importing): FileWork {
  const { incoming, botId, conversation } = turn;
  const { chat, person } = incoming;
  const as = {
    key: `${botId} ${chat.id} ${person.id} ${conversation.step} ${fileId}`,
    personId: person.id,
    personName: nameOf(turn),
    at: incoming.at.toISOString(),
  };
  return { kind: 'import-file', accountId: accountOfTurn(turn).id, fileId, name, map: found.map, as };
}

function imported(turn: Turn, done: FileFound | FileRefused): Outcome {
  if (done.refused !== null) return aside(turn, ...refusal(done));
  const { added, changed, changeId } = done;
  const text = [phrase('import-done', { added, changed }), ...plansOf(done), ...problemsOf(done)];
  if (changeId === null) return finish(...text);
  const undo = [{ label: phrase('undo'), data: turnData('undo', BigInt(changeId)) }];
  return { messages: [{ do: 'say', text, buttons: [undo] }], state: { at: 'idle' } };
}

/** The mapping that a button or typed words ask for; null: they ask for something else. */
function otherMap(words: string, map: string | null): string | null {
  if (map === null) return null;
  const now = changeMapping(
    { delimiter: ',', columns: {}, dates: 'ymd', decimal: '.', spent: 'minus' },
    settingsIn(map),
    [],
  );
  if (now === null) return null;
  if (words === 'dates') return `${map},dates=${{ dmy: 'mdy', mdy: 'ymd', ymd: 'dmy' }[now.dates]}`;
  if (words === 'decimal') return `${map},decimal=${now.decimal === ',' ? 'point' : 'comma'}`;
  if (words === 'spent') return `${map},spent=${now.spent === 'minus' ? 'plus' : 'minus'}`;
  return /^\s*\w+\s*=/.test(words) && words.length <= longestMap ? `${map},${words}` : null;
}

/** The part of a mapping after its columns. */
function settingsIn(map: string): string {
  return map.slice(map.lastIndexOf('dates='));
}

function choicesOf({ found }: Importing): Question['choices'] {
  const answers = [
    ...(isNews(found) ? [{ label: phrase('import-yes'), says: 'import' }] : []),
    { label: phrase('import-no'), says: 'cancel' },
  ];
  if (found.map === null) return [answers];
  const swaps = [
    { label: phrase('import-swap-dates'), says: 'dates' },
    { label: phrase('import-swap-decimal'), says: 'decimal' },
    { label: phrase('import-swap-spent'), says: 'spent' },
  ];
  return [answers, swaps];
}

function summaryOf({ name, found }: Importing): Text {
  const { format, added, changed, same, removed } = found;
  return [
    phrase('import-found', { name: shortened(name, longestName), format, added, changed, same, removed }),
    ...plansOf(found),
    ...problemsOf(found),
  ];
}

function plansOf({ plans }: FileFound | Importing['found']): Text {
  return plans > 0 ? [phrase('import-plans', { count: plans })] : [];
}

function readingOf({ found }: Importing): Text {
  if (found.map === null) return [];
  const examples = found.examples.map(({ day, item, kind, minor, currency }) =>
    phrase('import-example', {
      day: { day },
      item: shortened(item, longestName),
      kind,
      price: { money: { minor, currency } },
    }),
  );
  return [phrase('import-read-as', { map: shortened(found.map, longestMap) }), ...examples];
}

function problemsOf({ isWhole, problems, problemCount }: Importing['found'] | FileFound): Text {
  const shown = problems.slice(0, shownProblems);
  const more = problemCount - shown.length;
  return [
    ...(isWhole && shown.length > 0 ? [phrase('import-left-out')] : []),
    ...shown.map(({ line, problem, words }) =>
      phrase('import-problem', { line, problem, words: shortened(words, longestName) }),
    ),
    ...(more > 0 ? [phrase('import-problems-more', { count: more })] : []),
  ];
}

function refusal({ refused, header }: FileRefused): readonly Phrase[] {
  switch (refused) {
    case 'too-large':
      return [phrase('import-too-large')];
    case 'gone':
      return [phrase('import-gone')];
    case 'empty':
      return [phrase('import-empty')];
    case 'format':
      return [phrase('import-unknown')];
    case 'inconsistent':
      return [phrase('import-not-whole')];
    case 'map':
    case 'columns':
      return [phrase('import-columns', { columns: shortened(header.join(', '), longestMap) })];
  }
}
