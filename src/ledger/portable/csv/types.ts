import { headerKey, longestWord } from './headers.ts';

/** Columns that say which way the money of a row went, such as Mint's "Transaction Type" or a bank's "S" and "H". */

/** What a cell says; 'neither': a transfer. */
export type Way = 'expense' | 'income' | 'refund' | 'neither';

/** As `headerKey` makes them: without case and Latin accents. */
const words: Readonly<Record<Way, string>> = {
  expense: `debit, dr, db, d, s, -, expense, expenses, outflow, money out, out, withdrawal, paid out, spent, spending,
    soll, belastung, lastschrift, ausgabe, ausgaben, af, uitgave, debito, gasto, cargo, egreso, salida, despesa, saida,
    depense, расход, списание, дебет, खर्च, डेबिट, नामे`,
  income: `credit, cr, c, h, +, income, inflow, money in, in, deposit, paid in, received,
    haben, gutschrift, einnahme, einnahmen, bij, inkomst, credito, ingreso, abono, entrada, receita, revenu, recette,
    доход, приход, зачисление, поступление, кредит, आय, क्रेडिट, जमा`,
  refund: 'refund, reversal, erstattung, ruckerstattung, reembolso, remboursement, estorno, возврат',
  neither: `transfer, internal transfer, umbuchung, ubertrag, transferencia, virement, перевод, स्थानांतरण`,
};

const ways: ReadonlyMap<string, Way> = new Map(
  (Object.keys(words) as Way[]).flatMap((way) =>
    words[way].split(',').map((word): [string, Way] => [headerKey(word), way]),
  ),
);

/** What a cell of such a column says; null: nothing that is known. */
export function wayOf(cell: string): Way | null {
  return cell.length > longestWord ? null : (ways.get(headerKey(cell)) ?? null);
}

/** Columns that say who paid, or with what: their "credit" is a card, their "S" is a person. */
const payers =
  /(?:^|[^\p{L}])(?:method|mode|card|account|paid (?:by|with|from)|payer|who|person|owner)(?![\p{L}])|zahlungs(?:art|mittel|weise)|bezahlt|zahler|konto|karte|metodo|medio de|forma de|tarjeta|cuenta|pagado|moyen|carte|compte|paye par|cartao|conta|pago por|способ|карта|счет|счёт|плательщик|भुगतान|कार्ड|खाता/u;

const cash = new Set('cash, bar, bargeld, efectivo, especes, dinheiro, наличные, नकद'.split(', '));

/** Whether a column says who paid, or with what, instead of which way money went. */
export function saysPayer(name: string, cells: readonly string[]): boolean {
  return (
    name.length > longestWord ||
    payers.test(headerKey(name)) ||
    cells.some((cell) => cell.length <= longestWord && cash.has(headerKey(cell)))
  );
}

/**
 * Whether the cells of a column, of which `rows` may be empty, say which way money went: most with a word, or with
 * letters and signs if both ways occur. Where only what came in is marked, the others may be empty.
 */
export function saysWay(cells: readonly string[], rows: number): boolean {
  const known = cells.map(wayOf).filter((way) => way !== null);
  const isIn = known.includes('income');
  const isOut = known.includes('expense');
  if (!isIn && !isOut) return false;
  if (cells.some((cell) => cell.trim().length === 1)) return isIn && isOut && known.length === cells.length;
  if (cells.length < rows * 0.9) return !isOut && known.length === cells.length;
  return known.length * 2 >= cells.length;
}
