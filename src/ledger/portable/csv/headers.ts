/** What a column of purchases can contain. */
export const columnFields = [
  'date',
  'amount',
  'debit',
  'credit',
  'type',
  'currency',
  'item',
  'vendor',
  'category',
  'tags',
] as const;
export type ColumnField = (typeof columnFields)[number];

const longestHeader = 1000;

/** Column names in en, de, es, fr, pt, ru and hi, best match first. A type is known by what is in it. */
const names: Readonly<Record<Exclude<ColumnField, 'type'>, string>> = {
  date: `date, transaction date, booking date, value date, posted, day, completed date, started date,
    datum, buchungstag, buchungsdatum, valuta, valutadatum, wertstellung, tag,
    fecha, fecha operacion, fecha de operacion, fecha valor, fecha contable, dia,
    date operation, date de operation, date comptable, date valeur, jour,
    data, data lancamento, data do lancamento, data da transacao, data operacao, data movimento,
    дата, дата операции, дата платежа, дата проводки, день,
    तारीख, तारीख़, दिनांक, तिथि`,
  amount: `amount, sum, value, price, total, transaction amount, cost,
    betrag, umsatz, summe, preis, wert, betrag (eur), betrag in eur,
    importe, monto, cantidad, precio, valor,
    montant, somme, prix,
    quantia, montante, preco, valor (r$), valor em r$,
    сумма, сумма операции, сумма платежа, цена, стоимость,
    राशि, रकम, मूल्य, कीमत, धनराशि`,
  debit: `debit, withdrawal, withdrawals, paid out, money out, outflow, spent, expense, withdrawal amt., withdrawal amount,
    debit amount, expense amount,
    soll, lastschrift, belastung, ausgabe, ausgaben,
    cargo, cargos, debe, gasto, gastos, debito, retiro,
    depense, depenses, retrait,
    saida, saidas, despesa, despesas,
    расход, списание, дебет,
    नामे, निकासी, खर्च, डेबिट`,
  credit: `credit, deposit, deposits, paid in, money in, inflow, income, deposit amt., deposit amount,
    credit amount, income amount,
    haben, gutschrift, einnahme, einnahmen, eingang,
    abono, abonos, haber, ingreso, ingresos, credito, deposito,
    recette, recettes, versement,
    entrada, entradas, receita, receitas,
    приход, поступление, зачисление, кредит, доход,
    जमा, आय, क्रेडिट`,
  currency: `currency, ccy, currency code, wahrung, waehrung, moneda, divisa, devise, monnaie, moeda, валюта,
    валюта операции, मुद्रा`,
  item: `item, description, details, memo, purpose, title, subject, note, notes, narration, narrative, reference, text,
    verwendungszweck, beschreibung, buchungstext, bezeichnung, artikel, zweck, notiz,
    concepto, descripcion, articulo, detalle,
    libelle, description, article, intitule, objet, motif,
    descricao, historico, artigo, lancamento,
    описание, назначение, назначение платежа, товар, наименование, комментарий,
    विवरण, वस्तु, वर्णन, सामान`,
  vendor: `vendor, payee, merchant, shop, store, name, counterparty, where, beneficiary,
    empfanger, zahlungsempfanger, auftraggeber/empfanger, beguenstigter/zahlungspflichtiger, handler, geschaft, laden,
    beneficiario, comercio, tienda, establecimiento,
    beneficiaire, marchand, magasin, commercant, tiers,
    beneficiario, estabelecimento, loja, favorecido,
    получатель, магазин, продавец, контрагент,
    दुकान, विक्रेता, प्राप्तकर्ता`,
  category: `category, type of expense, kategorie, categoria, categorie, категория, श्रेणी, वर्ग`,
  tags: `tags, labels, keywords, schlagworte, etiquetas, etiquettes, метки, теги, टैग`,
};

const namesByField: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(names).map(([field, known]) => [field, known.split(',').map(headerKey)]),
);

/** Cells longer than this are no word; thousands of accents on one letter would take their square of time. */
export const longestWord = 100;

/** A header as it is compared: without case and Latin accents, and what is too long to be one cut. */
export function headerKey(header: string): string {
  return header
    .slice(0, longestHeader)
    .normalize('NFD')
    .replace(/\p{Script=Latin}\p{M}+/gu, (letters) => letters.replace(/\p{M}/gu, ''))
    .normalize('NFC')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[\s_]+/g, ' ')
    .trim();
}

/**
 * The columns that a header names: for each field, the one whose name is the best match, of equal ones the first; no
 * column serves two fields.
 */
export function guessColumns(header: readonly string[]): Readonly<Partial<Record<ColumnField, number>>> {
  const columns: Partial<Record<ColumnField, number>> = {};
  const taken = new Set<number>();
  for (const exact of [true, false]) {
    for (const field of columnFields) {
      if (columns[field] !== undefined) continue;
      const ranks = header.map((name, index) =>
        taken.has(index) ? -1 : rankOf(headerKey(name), field, exact),
      );
      const best = Math.min(...ranks.filter((rank) => rank >= 0));
      const at = ranks.indexOf(best);
      if (at < 0) continue;
      columns[field] = at;
      taken.add(at);
    }
  }
  // A debit column without a credit column holds all amounts.
  if (columns.amount === undefined && columns.debit !== undefined && columns.credit === undefined) {
    columns.amount = columns.debit;
    delete columns.debit;
  }
  return columns;
}

/** What a mapping calls a column: its name, or its number if it has none or another column before it has the same. */
export function columnName(header: readonly string[], at: number): string {
  const name = header[at] ?? '';
  return headerKey(name) !== '' && columnAt(header, name) === at ? name : String(at + 1);
}

/** The index of the column that a mapping calls `name`; -1: there is none. */
export function columnAt(header: readonly string[], name: string): number {
  const exact = header.indexOf(name);
  const at = exact >= 0 ? exact : header.findIndex((known) => headerKey(known) === headerKey(name));
  return at < 0 && /^[1-9]\d{0,3}$/.test(name) && Number(name) <= header.length ? Number(name) - 1 : at;
}

/**
 * The position of a column's name among a field's names; -1: it is none. Unless `exact`, a part in brackets or after a
 * colon, and a currency ("in CHF"), are ignored.
 */
function rankOf(name: string, field: ColumnField, exact: boolean): number {
  const key = exact ? name : name.replace(/\s*[([:].*$|\s+in\s+[a-z]{3}$/, '');
  return namesByField.get(field)?.indexOf(key) ?? -1;
}
