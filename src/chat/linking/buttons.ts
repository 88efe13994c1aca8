import { readId } from '../row-id.ts';

/**
 * A button about who is linked to an account. Anybody linked may tap it. It names a link or a request for one, and only
 * works while that exists.
 */
export interface LinkTap {
  readonly kind: 'link';
  readonly what: LinkAct;
  readonly id: bigint;
}

/** `revoke` is below a message about one link, `end` below the list of all; the others answer a request. */
type LinkAct = (typeof acts)[number];

const acts = ['revoke', 'end', 'allow', 'refuse'] as const;

/** Data of a button about links. */
export function linkData(what: LinkAct, id: bigint): string {
  return `link:${what}:${id}`;
}

/** Reads such data; null when it is malformed. */
export function readLinkTap(data: string): LinkTap | null {
  const [, name, digits = ''] = /^link:([a-z]+):(\d+)$/.exec(data) ?? [];
  const what = acts.find((act) => act === name);
  const id = readId(digits);
  return what && id !== null ? { kind: 'link', what, id } : null;
}
