/**
 * A button about who acts for an account. Anybody of the account may tap it: it names what it was made for, a link or
 * somebody who waits for one, and does something only while that is still there.
 */
export interface LinkTap {
  readonly kind: 'link';
  readonly what: LinkAct;
  readonly id: bigint;
}

/** `revoke` stands below a message about one link, `end` below the list of all; the others are about who waits. */
type LinkAct = (typeof acts)[number];

const acts = ['revoke', 'end', 'allow', 'refuse'] as const;

/** Data of such a button. */
export function linkData(what: LinkAct, id: bigint): string {
  return `link:${what}:${id}`;
}

/** Reads such data; null where it was not written here. */
export function readLinkTap(data: string): LinkTap | null {
  const [, name, id = ''] = /^link:([a-z]+):([1-9]\d{0,17})$/.exec(data) ?? [];
  const what = acts.find((act) => act === name);
  return what ? { kind: 'link', what, id: BigInt(id) } : null;
}
