/** Digits grouped as people write only telephone numbers, never a subtraction; 1, 7 and 8 are dialled before some. */
const hyphened = new RegExp(
  [
    String.raw`(?:\+\d{1,3}[ -]?|[178][ -]?)?\(\d{2,4}\) ?\d{3,5}(?:-\d{4}|-\d{2}-\d{2})`,
    String.raw`(?:\+\d{1,3}|[178])[ -]\d{3}[ -]\d{3}-\d{2}-\d{2}`,
    String.raw`(?:\+?\d{1,3}-)?\d{3}-\d{3}-\d{4}`,
    String.raw`9\d{4}-\d{4}`,
  ]
    .map((form) => `(?:${form})(?![\\d-])`)
    .join('|'),
  'y',
);

/** The end of a number such as "555-123-4567" or "8 (916) 123-45-67" that starts here; `at` if none does. */
export function hyphenedPhoneEnd(line: string, at: number): number {
  hyphened.lastIndex = at;
  return hyphened.test(line) ? hyphened.lastIndex : at;
}
