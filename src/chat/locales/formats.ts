/**
 * A cache of formats, as creating one costs more than using it a hundred times. A few dozen locales, with a few formats
 * each, make some hundreds; beyond `mostFormats` the oldest are dropped.
 */
const formats = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();
const mostFormats = 1_000;

/** As `new Intl.NumberFormat`. */
export function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return kept(`number ${locale} ${JSON.stringify(options)}`, () => new Intl.NumberFormat(locale, options));
}

/** As `new Intl.DateTimeFormat`. */
export function dayFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return kept(`day ${locale} ${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(locale, options));
}

function kept<Format extends Intl.NumberFormat | Intl.DateTimeFormat>(
  key: string,
  make: () => Format,
): Format {
  const known = formats.get(key);
  // safe: the key includes the kind
  if (known !== undefined) return known as Format;
  const made = make();
  const oldest = formats.keys().next();
  if (formats.size >= mostFormats && !oldest.done) formats.delete(oldest.value);
  formats.set(key, made);
  return made;
}
