import { textOf } from '../params.ts';
import { badRequest } from '../refusal.ts';
import type { Method } from '../world.ts';

const noteLimit = 200;

export const answerCallbackQuery: Method = (world, request) => {
  const note = textOf(request, 'text');
  if (note.length > noteLimit) throw badRequest('MESSAGE_TOO_LONG');
  world.taps.answer(textOf(request, 'callback_query_id'), note);
  return { result: true };
};
