import type { Choice, Question } from '../../ledger/entry/entry.ts';
import { linesOf } from '../../ledger/entry/parse.ts';
import { shortened } from '../../ledger/lengths.ts';
import { readingData } from '../buttons.ts';
import { type Message, type Phrase, phrase } from '../reply.ts';
import { keep } from './lines.ts';

/** A question about a text, with a button for each reading. `asked`: the question's number. */
export function questionMessage(
  question: Question,
  text: string,
  place: { readonly messageId: number; readonly asked: number },
): Message {
  const words = lineOf(question, text);
  return {
    text: [wording(question, words)],
    buttons: question.choices.map((choice, index) => [
      { label: labelOf(choice, question), data: readingData({ ...place, index }) },
    ]),
  };
}

/** The line that a question is about, as typed. */
export function lineOf({ line }: Question, text: string): string {
  return shortened((linesOf(text)[line - 1] ?? '').trim(), 100);
}

function wording({ about }: Question, words: string): Phrase {
  switch (about) {
    case 'kind':
      return phrase('question-kind', { words });
    case 'amount':
      return phrase('question-amount', { words });
    case 'currency':
      return phrase('question-currency', { words });
    case 'date':
      return phrase('question-date', { words });
    case 'category':
      return phrase('question-category', { words });
    case 'vendor':
      return phrase('question-vendor', { words });
    case 'split':
      return phrase('question-split', { words });
    case 'item':
      return phrase('entry-item', { words });
  }
}

function labelOf(choice: Choice, { about }: Question): Phrase {
  if (choice.shows === 'day') return phrase('choice-day', { day: { day: choice.day } });
  if (about === 'kind') return choice.text === 'expense' ? phrase('choice-bought') : phrase('choice-back');
  if (choice.shows === 'word') {
    return about === 'split'
      ? phrase('choice-drop')
      : phrase('choice-word', { word: shortened(choice.text, 40) });
  }
  const price = { money: keep(choice.money) };
  return about === 'split' ? phrase('choice-rest', { price }) : phrase('choice-money', { price });
}
