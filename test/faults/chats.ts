import type { Line } from './people.ts';

/** A line that was said. */
export interface Spoken extends Line {
  readonly updateId: number;
  readonly saidMs: number;
  /** When its reply was first shown; null while it was not. */
  shownMs: number | null;
  /** How often the reply was shown. */
  times: number;
  /** How many of those calls spndr could not know the outcome of: the sandbox never answered them. */
  unanswered: number;
}

/** What is not as it should be with the replies of a chat. */
export interface ReplyCounts {
  readonly lost: number;
  readonly outOfOrder: number;
  /** Shown again although every outcome could be known: a failure. */
  readonly repeated: number;
  /** Shown again after a call whose outcome spndr could not know. */
  readonly unknowable: number;
  readonly strange: readonly string[];
}

/** Whether spndr may have lost the outcome of a call that took effect at this time. */
export type Excuse = (shownMs: number) => boolean;

/** How far back a reply is looked for that comes again. */
const memory = 600;

/** One person's chat: what was said in it, and the replies as the person sees them, against what they should be. */
export class ChatRecord {
  readonly said: Spoken[] = [];
  readonly #excuse: Excuse;
  #next = 0;
  #latest: Spoken | null = null;
  #outOfOrder = 0;
  #unknowable = 0;
  /** What was shown again, of which it is not known yet whether there was a reason. */
  readonly #again: Spoken[] = [];
  readonly #strange: string[] = [];

  constructor(excuse: Excuse) {
    this.#excuse = excuse;
  }

  get unanswered(): number {
    return this.said.length - this.#next;
  }

  say(line: Line, updateId: number, saidMs: number): void {
    this.said.push({ ...line, updateId, saidMs, shownMs: null, times: 0, unanswered: 0 });
  }

  /** Notes a message of spndr; returns what it answers when it is shown for the first time. */
  show(text: string, nowMs: number): Spoken | null {
    const index = this.#indexOf(text);
    const spoken = this.said[index];
    if (!spoken) {
      this.#strange.push(`spndr said something that answers nothing: ${text.slice(0, 80)}`);
      return null;
    }
    this.#latest = spoken;
    spoken.times += 1;
    if (spoken.shownMs !== null) {
      this.#repeat(spoken);
      return null;
    }
    spoken.shownMs = nowMs;
    if (index < this.#next) this.#outOfOrder += 1;
    this.#next = Math.max(this.#next, index + 1);
    return spoken;
  }

  /** The call that has just shown something here gets no answer. */
  leaveUnanswered(): void {
    if (this.#latest) this.#latest.unanswered += 1;
  }

  counts(): ReplyCounts {
    const unexcused = this.#again.filter(({ shownMs }) => shownMs === null || !this.#excuse(shownMs));
    return {
      lost: this.said.filter(({ times }) => times === 0).length,
      outOfOrder: this.#outOfOrder,
      repeated: unexcused.length,
      unknowable: this.#unknowable + this.#again.length - unexcused.length,
      strange: [...this.#strange, ...unexcused.map(shownAgain)],
    };
  }

  /** The reply that is due, else one that was, else a later one. */
  #indexOf(text: string): number {
    const fits = (index: number) => this.said[index]?.answer.every((part) => text.includes(part)) === true;
    if (fits(this.#next)) return this.#next;
    for (let index = this.#next - 1; index >= Math.max(0, this.#next - memory); index--)
      if (fits(index)) return index;
    for (let index = this.#next + 1; index < this.said.length; index++) if (fits(index)) return index;
    return -1;
  }

  #repeat(spoken: Spoken): void {
    if (spoken.unanswered >= spoken.times - 1) this.#unknowable += 1;
    else this.#again.push(spoken);
  }
}

function shownAgain({ answer }: Spoken): string {
  return `a reply was shown again without a reason: ${answer.join(' … ').slice(0, 80)}`;
}
