import { findChat } from '../addressing.ts';
import { pictureSize } from '../files.ts';
import { type Params, textOf, type Upload } from '../params.ts';
import { badRequest, Refusal } from '../refusal.ts';
import { readText } from '../text.ts';
import type { WireFile } from '../wire.ts';
import type { Method, World } from '../world.ts';
import { post, withEntities } from './messages.ts';

const photoLimitBytes = 10 * 1024 * 1024;
const documentLimitBytes = 50 * 1024 * 1024;
const downloadLimitBytes = 20 * 1024 * 1024;

export const sendPhoto: Method = (world, request) => {
  const chat = findChat(world, request);
  const caption = withEntities('caption', readText(request, 'caption'));
  const photo = readFile(world, request, 'photo', (upload) => {
    const size = pictureSize(upload.bytes);
    if (!size) throw badRequest('IMAGE_PROCESS_FAILED');
    const { width, height } = size;
    const misshapen = width + height > 10_000 || Math.max(width, height) > 20 * Math.min(width, height);
    if (misshapen) throw badRequest('PHOTO_INVALID_DIMENSIONS');
    if (upload.bytes.length > photoLimitBytes) throw badRequest('file is too big');
    return world.files.add('photos', upload, size).wire;
  });
  return { result: post(world, chat, request, { photo: [photo], ...caption }) };
};

export const sendDocument: Method = (world, request) => {
  const chat = findChat(world, request);
  const caption = withEntities('caption', readText(request, 'caption'));
  const document = readFile(world, request, 'document', (upload) => {
    if (upload.bytes.length > documentLimitBytes) throw new Refusal(413, 'Request Entity Too Large');
    const about = { file_name: upload.name, mime_type: upload.type || 'application/octet-stream' };
    return world.files.add('documents', upload, about).wire;
  });
  return { result: post(world, chat, request, { document, ...caption }) };
};

export const getFile: Method = (world, request) => {
  const file = world.files.get(textOf(request, 'file_id'));
  if (!file) throw badRequest('wrong file_id or the file is temporarily unavailable');
  if (file.bytes.length > downloadLimitBytes) throw badRequest('file is too big');
  const { file_id, file_unique_id, file_size } = file.wire;
  return { result: { file_id, file_unique_id, file_size, file_path: file.path } };
};

/** A file given by upload, by `attach://` reference or by the id of one sent before. */
function readFile(
  world: World,
  request: Params,
  name: 'photo' | 'document',
  store: (upload: Upload) => WireFile,
): WireFile {
  const given = textOf(request, name);
  const upload = request.files.get(given.startsWith('attach://') ? given.slice('attach://'.length) : name);
  if (upload) {
    if (upload.bytes.length === 0) throw badRequest('file must be non-empty');
    return store(upload);
  }
  if (given === '') throw badRequest(`there is no ${name} in the request`);
  const known = world.files.get(given);
  if (!known) throw badRequest('wrong file identifier/HTTP URL specified');
  return known.wire;
}
