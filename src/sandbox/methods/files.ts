import { findChat } from '../addressing.ts';
import type { Chat } from '../chats.ts';
import { pictureSize } from '../files.ts';
import { readKeyboard } from '../keyboard.ts';
import { isObject, jsonOf, type Params, textOf, type Upload } from '../params.ts';
import { badRequest, Refusal } from '../refusal.ts';
import { readText } from '../text.ts';
import type { WireFile } from '../wire.ts';
import type { Method, World } from '../world.ts';
import { captionFields, findOwn, post, refuseUnmodified, withEntities } from './messages.ts';

const photoLimitBytes = 10 * 1024 * 1024;
const documentLimitBytes = 50 * 1024 * 1024;
const downloadLimitBytes = 20 * 1024 * 1024;

export const sendPhoto: Method = (world, request) => {
  const chat = findChat(world, request);
  refusePhotos(chat);
  const caption = withEntities('caption', readText(request, 'caption'));
  const photo = readFile(world, request, 'photo', storePhoto(world));
  return { result: post(world, chat, request, { photo: [photo], ...caption }) };
};

export const sendDocument: Method = (world, request) => {
  const chat = findChat(world, request);
  const caption = withEntities('caption', readText(request, 'caption'));
  const document = readFile(world, request, 'document', (upload) => {
    if (upload.bytes.length > documentLimitBytes) throw new Refusal(413, 'Request Entity Too Large');
    return storeDocument(world)(upload);
  });
  return { result: post(world, chat, request, { document, ...caption }) };
};

/** Replaces a message's photo or document; a text message becomes one with a caption. */
export const editMessageMedia: Method = (world, request) => {
  const media = jsonOf(request, 'media', 'input media');
  if (media === undefined) throw badRequest('parameter "media" is required');
  if (!isObject(media)) throw badRequest("can't parse InputMedia: expected an Object");
  const { chat, message } = findOwn(world, request);
  const fields = new Map(
    Object.entries(media).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
  const given = { fields, files: request.files };
  const type = textOf(given, 'type');
  if (type !== 'photo' && type !== 'document') {
    throw badRequest(
      type === ''
        ? 'can\'t parse InputMedia: Can\'t find field "type"'
        : 'the sandbox takes photos and documents only',
    );
  }
  if (type === 'photo') refusePhotos(chat);
  const caption = readText(given, 'caption');
  const store = type === 'photo' ? storePhoto(world) : storeDocument(world);
  const file = readFile(world, given, 'media', store);
  const content = {
    text: undefined,
    entities: undefined,
    photo: type === 'photo' ? [file] : undefined,
    document: type === 'document' ? file : undefined,
    ...captionFields(caption),
    reply_markup: readKeyboard(request),
  };
  refuseUnmodified(message, content);
  return { result: chat.change(message.message_id, content, world.now()) };
};

function refusePhotos(chat: Chat): void {
  if (!chat.takesPhotos) throw badRequest('not enough rights to send photos to the chat');
}

const storePhoto = (world: World) => (upload: Upload) => {
  const size = pictureSize(upload.bytes);
  if (!size) throw badRequest('IMAGE_PROCESS_FAILED');
  const { width, height } = size;
  const misshapen = width + height > 10_000 || Math.max(width, height) > 20 * Math.min(width, height);
  if (misshapen) throw badRequest('PHOTO_INVALID_DIMENSIONS');
  if (upload.bytes.length > photoLimitBytes) throw badRequest('file is too big');
  return world.files.add('photos', upload, size).wire;
};

const storeDocument = (world: World) => (upload: Upload) => {
  const about = { file_name: upload.name, mime_type: upload.type || 'application/octet-stream' };
  return world.files.add('documents', upload, about).wire;
};

export const getFile: Method = (world, request) => {
  const id = textOf(request, 'file_id');
  if (id === '') throw badRequest('file_id not specified');
  const file = world.files.get(id);
  if (!file) throw badRequest('invalid file_id');
  if (file.bytes.length > downloadLimitBytes) throw badRequest('file is too big');
  const { file_id, file_unique_id, file_size } = file.wire;
  return { result: { file_id, file_unique_id, file_size, file_path: file.path } };
};

/** A file given as an upload, as an `attach://` reference to one, or by the id of one sent before. */
function readFile(
  world: World,
  request: Params,
  name: 'photo' | 'document' | 'media',
  store: (upload: Upload) => WireFile,
): WireFile {
  const given = textOf(request, name);
  const upload = request.files.get(given.startsWith('attach://') ? given.slice('attach://'.length) : name);
  if (upload) {
    if (upload.bytes.length === 0) throw badRequest('file must be non-empty');
    return store(upload);
  }
  if (given === '' || given.startsWith('attach://')) {
    throw badRequest(
      name === 'media' ? "can't parse InputMedia: media not found" : `there is no ${name} in the request`,
    );
  }
  const known = world.files.get(given);
  if (!known) throw badRequest('wrong file identifier/HTTP URL specified');
  return known.wire;
}
