/** Whether this token text is a multiplication sign: x (Latin or Cyrillic), × or an asterisk. */
export function isTimes(text: string): boolean {
  return text === 'x' || text === 'х' || text === '×' || text === '*' || text === '∗';
}

/** Whether this is an arithmetic sign, in any of its forms. */
export function isOperator(text: string): boolean {
  return text === '+' || text === '/' || text === '÷' || isMinus(text) || isTimes(text);
}

/** The forms of a minus in normal form; they may be put into a class of a regular expression, at its start. */
export const minuses = '-–−';

/** Whether this is a minus, in any of its forms. */
export function isMinus(text: string): boolean {
  return text.length === 1 && minuses.includes(text);
}

/** Whether this is a dash that can separate words. */
export function isDash(text: string): boolean {
  return isMinus(text) || text === '—';
}
