/** The marks and letters of arithmetic, as tokens hold them. */
export function isTimes(text: string): boolean {
  return text === 'x' || text === 'х' || text === '×' || text === '*' || text === '∗';
}

/** Whether this is a sign of arithmetic, in any of its forms. */
export function isOperator(text: string): boolean {
  return text === '+' || text === '/' || text === '÷' || isMinus(text) || isTimes(text);
}

/** Whether this is a minus, in any of its forms. */
export function isMinus(text: string): boolean {
  return text === '-' || text === '–';
}

/** Whether this is a dash that can stand between words. */
export function isDash(text: string): boolean {
  return isMinus(text) || text === '—';
}
