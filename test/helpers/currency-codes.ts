import * as currencies from 'dinero.js/currencies';

/** All currency codes spndr knows, in capitals. */
export const currencyCodes: readonly string[] = Object.values(currencies).map(({ code }) => code);
