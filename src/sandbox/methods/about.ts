import { findChat } from '../addressing.ts';
import { textOf } from '../params.ts';
import { badRequest } from '../refusal.ts';
import type { Method } from '../world.ts';

export const getMe: Method = (world) => ({
  result: {
    ...world.bot,
    can_join_groups: true,
    can_read_all_group_messages: !world.groupPrivacy,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
  },
});

export const getChat: Method = (world, request) => {
  const chat = findChat(world, request, 'change');
  return { result: { ...chat.wire, accent_color_id: 0, max_reaction_count: 11 } };
};

const actions = new Set([
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
]);

export const sendChatAction: Method = (world, request) => {
  const action = textOf(request, 'action').toLowerCase();
  const chat = findChat(world, request);
  if (!actions.has(action)) throw badRequest('wrong parameter action in request');
  world.events.emit({ kind: 'action', chatId: chat.wire.id, action });
  return { result: true };
};
