/** Integers under these keys are ids, times and sizes, which reveal nothing a person wrote. */
const plainNumbers = /(^|_)(id|date|size)$|^(offset|length|width|height|duration)$/;
/** Texts under these keys are chosen by Telegram. */
const plainTexts = /^(type|language_code|mime_type|status)$/;

/**
 * An update without anything a person said: keys, types, ids, times and lengths stay; every other text and number is
 * replaced by a description.
 */
export function mask(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => mask(item, name));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mask(inner, key)]));
  if (typeof value === 'string')
    return plainTexts.test(name) && /^[\w/.+-]{1,40}$/.test(value) ? value : `<text of ${value.length}>`;
  if (typeof value === 'number')
    return Number.isInteger(value) && plainNumbers.test(name) ? value : '<number>';
  return value;
}
