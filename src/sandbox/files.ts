import { randomBytes } from 'node:crypto';
import type { Upload } from './params.ts';
import type { WireFile } from './wire.ts';

export interface StoredFile extends Upload {
  readonly wire: WireFile;
  /** The file_path that getFile returns. */
  readonly path: string;
}

/** The last `keep` uploaded files. */
export class Files {
  readonly #byId = new Map<string, StoredFile>();
  readonly #keep: number;

  constructor(keep: number) {
    this.#keep = keep;
  }

  add(folder: 'photos' | 'documents', upload: Upload, extra: Partial<WireFile> = {}): StoredFile {
    const id = `BQ${randomBytes(24).toString('base64url')}`;
    const wire: WireFile = {
      file_id: id,
      file_unique_id: randomBytes(9).toString('base64url'),
      file_size: upload.bytes.length,
      ...extra,
    };
    const extension = /\.[a-z0-9]{1,8}$/i.exec(upload.name)?.[0] ?? '';
    const file = { ...upload, wire, path: `${folder}/file_${this.#byId.size}_${id.slice(2, 8)}${extension}` };
    this.#byId.set(id, file);
    if (this.#byId.size > this.#keep) {
      const [oldest] = this.#byId.keys();
      if (oldest !== undefined) this.#byId.delete(oldest);
    }
    return file;
  }

  get(id: string): StoredFile | undefined {
    return this.#byId.get(id);
  }

  atPath(path: string): StoredFile | undefined {
    return [...this.#byId.values()].find((file) => file.path === path);
  }
}

/** Width and height of a PNG or JPEG in pixels; null for anything else. */
export function pictureSize(bytes: Buffer): { width: number; height: number } | null {
  if (bytes.length > 24 && bytes.readUInt32BE(0) === 0x89504e47) {
    return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  }
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return null;
  for (let at = 2; at + 9 < bytes.length; ) {
    const marker = bytes.readUInt16BE(at);
    const isFrame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
    if (isFrame) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}
