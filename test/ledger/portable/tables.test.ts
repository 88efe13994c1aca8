import { describe, expect, test } from 'vitest';
import { lookAtTable, readTable } from '../../../src/ledger/portable/csv/foreign.ts';
import { changeMapping } from '../../../src/ledger/portable/csv/mapping.ts';
import { encodingOf, textOf } from '../../../src/ledger/portable/text.ts';

/** The tables of banks and other programs, as they lay them out. */

async function* once(text: string): AsyncIterable<string> {
  yield text;
}

interface Reading {
  readonly currency?: string;
  readonly map?: string;
}

/** "day kind amount currency item" of each row, or its problem. */
async function lines(text: string, { currency = 'EUR', map = '' }: Reading = {}): Promise<string[]> {
  const table = await lookAtTable(once(text));
  if (table === null) throw new Error('no table');
  const mapping = map === '' ? table.mapping : changeMapping(table.mapping, map, table.header);
  if (mapping === null) throw new Error('no such map');
  const found: string[] = [];
  for await (const row of readTable(once(text), table.header, mapping, currency)) {
    if ('section' in row) continue;
    if ('problem' in row) found.push(`${row.line}: ${row.problem}: ${row.words}`);
    else {
      const { day, kind, price, item } = row.purchase;
      found.push(`${day} ${kind} ${price.minor} ${price.currency} ${item}`);
    }
  }
  return found;
}

/** "kind amount" of a table with these amounts, one a row. */
async function amounts(cells: readonly string[], reading: Reading = {}): Promise<string[]> {
  const rows = cells.map((cell) => `2024-05-13;"${cell}";x\n`).join('');
  const read = await lines(`Date;Amount;Description\n${rows}`, reading);
  return read.map((line) => line.replace(/^2024-05-13 | x$/g, '').replace(/^\d+: /, ''));
}

describe('the sign', () => {
  test.each([
    ['($12.50)', 'expense 1250'],
    ['$(12.50)', 'expense 1250'],
    ['(12.50) USD', 'expense 1250'],
    ['12.50- USD', 'expense 1250'],
    ['12.50–', 'expense 1250'],
    ['‑12.50', 'expense 1250'],
    ['－12.50', 'expense 1250'],
    ['12.50 (USD)', 'income 1250'],
  ])('of %s', async (cell, expected) => {
    expect(await amounts(['-1.00', '-1.00', cell], { currency: 'USD' })).toEqual([
      'expense 100 USD',
      'expense 100 USD',
      `${expected} USD`,
    ]);
  });

  test.each([
    ['500/-', 50_000],
    ['1,500/-', 150_000],
    ['20.-', 2_000],
    ['20,--', 2_000],
    ['20.– CHF', 2_000],
  ])('%s has no cents, and is not below zero', async (cell, minor) => {
    expect(await amounts([cell, '7'], { currency: 'CHF' })).toEqual([
      `expense ${minor} CHF`,
      'expense 700 CHF',
    ]);
  });

  test('credits and debits are told by the letters after them', async () => {
    expect(await amounts(['1,234.50 Dr', '500.00 CR', '2.00Cr.', '-3.00 DR', '-4.00 CR'])).toEqual([
      'expense 123450 EUR',
      'income 50000 EUR',
      'income 200 EUR',
      'expense 300 EUR',
      'amount: -4.00 CR',
    ]);
    expect(await amounts(['12,50 S', '1.100,00 H'])).toEqual(['expense 1250 EUR', 'income 110000 EUR']);
  });
});

describe('a column that says which way money went', () => {
  test('Mint', async () => {
    const text = `"Date","Description","Original Description","Amount","Transaction Type","Category","Account Name"
"5/13/2024","Market","MARKET 123","12.50","debit","Groceries","Checking"
"5/14/2024","Employer","EMPLOYER","1,500.00","credit","Paycheck","Checking"
`;
    expect(await lines(text, { currency: 'USD' })).toEqual([
      '2024-05-13 expense 1250 USD Market',
      '2024-05-14 income 150000 USD Employer',
    ]);
  });

  test('a cooperative bank, under a header without a name', async () => {
    const text = `Buchungstag;Valuta;Vorgang/Verwendungszweck;Währung;Umsatz; 
13.05.2024;13.05.2024;Miete;EUR;1.200,00;S
14.05.2024;14.05.2024;Gehalt;EUR;3.000,00;H
`;
    const map = 'item=Vorgang/Verwendungszweck';
    expect(await lines(text, { map })).toEqual([
      '2024-05-13 expense 120000 EUR Miete',
      '2024-05-14 income 300000 EUR Gehalt',
    ]);
  });

  test('what it has no known word for is listed', async () => {
    const text = `Date,Type,Category,Amount,Note
2024-05-13,Expense,Food,12.50,tea
2024-05-14,Income,Salary,1500,pay
2024-05-15,Transfer,,20,to savings
2024-05-16,Adjustment,,3,?
2024-05-17,Refund,Food,5,tea
`;
    expect(await lines(text)).toEqual([
      '2024-05-13 expense 1250 EUR tea',
      '2024-05-14 income 150000 EUR pay',
      '4: kind: Transfer',
      '5: kind: Adjustment',
      '2024-05-17 refund 500 EUR tea',
    ]);
  });

  test('only credits are marked', async () => {
    const text = `Date,Transaction Details,Amount,BillingAmountSign
13/05/2024,SHOP,250.00,
14/05/2024,SHOP TWO,300.00,
15/05/2024,PAYMENT RECEIVED,550.00,CR
`;
    expect(await lines(text, { currency: 'INR' })).toEqual([
      '2024-05-13 expense 25000 INR SHOP',
      '2024-05-14 expense 30000 INR SHOP TWO',
      '2024-05-15 income 55000 INR PAYMENT RECEIVED',
    ]);
  });

  test('is not needed where amounts have signs, and is not every letter', async () => {
    const chase = `Details,Posting Date,Description,Amount,Type
DEBIT,05/13/2024,SHOP,-12.50,ACH_DEBIT
CREDIT,05/14/2024,PAY,100.00,ACH_CREDIT
CHECK,05/15/2024,CHECK 12,-3.00,CHECK_PAID
`;
    expect(await lines(chase, { map: 'item=Description' })).toEqual([
      '2024-05-13 expense 1250 EUR SHOP',
      '2024-05-14 income 10000 EUR PAY',
      '2024-05-15 expense 300 EUR CHECK 12',
    ]);
    const cleared = 'Date,Payee,Clr,Amount\n2024-05-13,Shop,c,5\n2024-05-14,Shop,c,6\n';
    expect(await lines(cleared)).toEqual([
      '2024-05-13 expense 500 EUR Shop',
      '2024-05-14 expense 600 EUR Shop',
    ]);
  });
});

test('a column is taken by its number if another has its name', async () => {
  const text = 'Date,Amount,Description,Amount\n2024-05-13,1.00,tea,2.00\n';
  expect(await lines(text, { map: 'amount=4' })).toEqual(['2024-05-13 expense 200 EUR tea']);
});

test('both columns filled, and what was given back', async () => {
  const text = `Date,Description,Debit,Credit
13/05/2024,shop,12.50,0.00
14/05/2024,pay,0.00,100.00
15/05/2024,both,12.50,3.00
16/05/2024,storno,-5.00,
17/05/2024,pay taken back,,-7.00
`;
  expect(await lines(text)).toEqual([
    '2024-05-13 expense 1250 EUR shop',
    '2024-05-14 income 10000 EUR pay',
    '4: amount: 12.50 3.00',
    '2024-05-16 refund 500 EUR storno',
    '6: amount: -7.00',
  ]);
  const french =
    'Date;Libellé;Débit;Crédit\n13/05/2024;pain;-1,20;\n14/05/2024;paie;;-3,00\n15/05/2024;paie;;4,00\n';
  expect(await lines(french)).toEqual([
    '2024-05-13 expense 120 EUR pain',
    '3: amount: -3,00',
    '2024-05-15 income 400 EUR paie',
  ]);
});

describe('what is only guessed', () => {
  const doubt = async (text: string) => (await lookAtTable(once(text)))?.doubt;
  const dated = (...days: string[]) =>
    `Date,Description,Amount\n${days.map((day) => `${day},x,-1\n`).join('')}`;

  test.each([
    [['05/03/2024', '05/04/2024'], 'dates'],
    [['05-03-24'], 'dates'],
    [['05/13/2024', '13/05/2024', '05/04/2024'], 'dates'],
    [['05/03/2024', '05/13/2024'], null],
    [['05/05/2024'], null],
    [['03.05.2024'], null],
    [['2024-05-03'], null],
  ])('the order of %j', async (days, expected) => {
    expect(await doubt(dated(...days))).toBe(expected);
  });

  test('the sign of a card on which little was paid back', async () => {
    const text = `Date,Description,Amount
05/13/2024,SHOP,12.50
05/14/2024,TAXI,20.00
05/15/2024,ONLINE PAYMENT,-500.00
`;
    expect(await doubt(text)).toBe('sign');
    expect(await lines(text)).toEqual([
      '2024-05-13 expense 1250 EUR SHOP',
      '2024-05-14 expense 2000 EUR TAXI',
      '2024-05-15 refund 50000 EUR ONLINE PAYMENT',
    ]);
    expect(await doubt(text.replace('12.50', '-12.50'))).toBe(null);
  });

  test('the sign where each amount is booked to two accounts', async () => {
    const text = `"txnidx","date","description","account","amount","commodity"
"1","2024-05-13","tea","expenses:drinks","2.50","EUR"
"1","2024-05-13","tea","assets:cash","-2.50","EUR"
`;
    expect(await doubt(text)).toBe('sign');
  });
});

describe('the currency', () => {
  test.each([
    ['$12.50', 'EUR', 'expense 1250 USD'],
    ['$12.50', 'CAD', 'expense 1250 CAD'],
    ['$12.50', 'MXN', 'expense 1250 MXN'],
    ['€ 12.50', 'USD', 'expense 1250 EUR'],
    ['12.50 USD', 'EUR', 'expense 1250 USD'],
    ['$12.50 CAD', 'EUR', 'expense 1250 CAD'],
    ['€12.50 USD', 'EUR', 'currency: €12.50 USD'],
    ['¥1,200', 'EUR', 'expense 1200 JPY'],
    ['¥12.50', 'CNY', 'expense 1250 CNY'],
    ['KWD 1.250', 'EUR', 'expense 1250 KWD'],
    ['12.50 kr', 'EUR', 'currency: 12.50 kr'],
    ['12.50 kr.', 'SEK', 'expense 1250 SEK'],
    ['-kr. 1,234.50', 'DKK', 'expense 123450 DKK'],
    ['0.5 USDT', 'EUR', 'currency: 0.5 USDT'],
    ['12.50 Cr', 'EUR', 'income 1250 EUR'],
    ['₹1,23,456.78 Cr', 'EUR', 'income 12345678 INR'],
    ['12 %', 'EUR', 'amount: 12 %'],
    // the full stop of an abbreviation is no decimal point
    ['Rs. 500', 'INR', 'expense 50000 INR'],
    ['Rs. 500', 'PKR', 'expense 50000 PKR'],
    ['Rs. -7.25', 'EUR', 'expense 725 INR'],
    ['Fr. 20', 'CHF', 'expense 2000 CHF'],
    ['INR.500', 'EUR', 'expense 50000 INR'],
    ['500 Kč.', 'CZK', 'expense 50000 CZK'],
    ['R$ 4', 'EUR', 'expense 400 BRL'],
    ['Rp 500', 'IDR', 'expense 50000 IDR'],
    ['500 руб.', 'RUB', 'expense 50000 RUB'],
  ])('of %s for an account in %s', async (cell, currency, expected) => {
    expect(await amounts([cell], { currency })).toEqual([expected]);
  });

  test.each([
    ['Amount (EUR)', 'USD', '12.50', 'EUR'],
    ['Betrag in EUR', 'USD', '12.50', 'EUR'],
    ['Valor (R$)', 'EUR', '12.50', 'BRL'],
    ['Amount (net)', 'EUR', '12.50', 'EUR'],
    ['Amount', 'EUR', '12.50', 'EUR'],
  ])('of a column called %s', async (name, currency, cell, expected) => {
    const text = `Date,${name},Description\n2024-05-13,${cell},x\n`;
    expect(await lines(text, { currency, map: `amount=${name}` })).toEqual([
      `2024-05-13 expense 1250 ${expected} x`,
    ]);
  });

  test('that a row names twice, and differently', async () => {
    const text = 'Date,Amount,Currency,Description\n2024-05-13,$5,EUR,x\n2024-05-13,$5,CAD,x\n';
    expect(await lines(text)).toEqual(['2: currency: $5 EUR', '2024-05-13 expense 500 CAD x']);
  });
});

describe('marks', () => {
  test.each([
    // in other words: 1500 or 1.50?
    [['1.500'], 'EUR', ['amount: 1.500']],
    [['25.000', '-12.000'], 'COP', ['amount: 25.000', 'amount: -12.000']],
    [['1.000'], 'JPY', ['amount: 1.000']],
    [['1,500', '2,50'], 'EUR', ['amount: 1,500', 'expense 250 EUR']],
    [['1,500'], 'KWD', ['amount: 1,500']],
    [['1.500', '1,234.500'], 'KWD', ['expense 1500 KWD', 'expense 1234500 KWD']],
    // no other way to read them
    [['1,500'], 'EUR', ['expense 150000 EUR']],
    [['0.500', '12.5000'], 'EUR', ['expense 50 EUR', 'expense 1250 EUR']],
    [['1.500', '1.234,50'], 'EUR', ['expense 150000 EUR', 'expense 123450 EUR']],
    [['25.000', '1.250.000'], 'COP', ['expense 2500000 COP', 'expense 125000000 COP']],
    [['1,23,456.78', '1,23,456'], 'INR', ['expense 12345678 INR', 'expense 12345600 INR']],
    [
      ["1'234.50", '1 234.50', '1\u202f234\u00a0567'],
      'CHF',
      ['123450', '123450', '123456700'].map((minor) => `expense ${minor} CHF`),
    ],
    [
      ['12 50', "1'23", '1.5E+3', '12345678901234567'],
      'EUR',
      ['12 50', "1'23", '1.5E+3', '12345678901234567'].map((cell) => `amount: ${cell}`),
    ],
  ])('of %j in %s', async (cells, currency, expected) => {
    expect(await amounts(cells, { currency })).toEqual(expected);
  });

  test('are as --map says', async () => {
    expect(await amounts(['25.000'], { currency: 'COP', map: 'decimal=comma' })).toEqual([
      'expense 2500000 COP',
    ]);
    expect(await amounts(['1,500'], { currency: 'KWD', map: 'decimal=comma' })).toEqual(['expense 1500 KWD']);
  });
});

test('a row with more columns than the header is not taken from the wrong ones', async () => {
  const rows = Array.from({ length: 201 }, () => '2024-05-13,1.00,tea\n').join('');
  const text = `Date,Amount,Description\n${rows}2024-05-14,12,50,cake\n2024-05-15,2.00,tea,\n`;
  expect((await lines(text)).slice(201)).toEqual([
    '203: columns: 2024-05-14,12,50,cake',
    '2024-05-15 expense 200 EUR tea',
  ]);
});

test('the best of the names counts, wherever it stands', async () => {
  const chase = `Details,Posting Date,Description,Amount,Type,Balance
DEBIT,05/13/2024,SHOP,-12.50,ACH_DEBIT,100.00
`;
  expect(await lines(chase)).toEqual(['2024-05-13 expense 1250 EUR SHOP']);
  const value = 'Date;Value;Description;Amount\n13.05.2024;99.00;tea;1.00\n';
  expect(await lines(value)).toEqual(['2024-05-13 expense 100 EUR tea']);
});

test('years of two digits are not decades away', async () => {
  const text = 'Date,Amount,Description\n31/12/99,1.00,tea\n31/12/24,1.00,tea\n';
  expect(await lines(text)).toEqual(['1999-12-31 expense 100 EUR tea', '2024-12-31 expense 100 EUR tea']);
});

test('rows that end with a delimiter leave the header what it is', async () => {
  const text =
    'Account;DE12;;\n\nDatum;Betrag;Verwendungszweck\n13.05.2024;-1,00;Tee;\n14.05.2024;-2,00;Brot;\n';
  expect(await lines(text)).toEqual(['2024-05-13 expense 100 EUR Tee', '2024-05-14 expense 200 EUR Brot']);
});

describe('what was not paid is listed', () => {
  test('Revolut', async () => {
    const text = `Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance
CARD_PAYMENT,Current,2024-05-13 10:00:00,2024-05-14 08:00:00,Cafe,-3.50,0.00,EUR,COMPLETED,96.50
CARD_PAYMENT,Current,2024-05-14 10:00:00,2024-05-14 11:00:00,Hotel,-90.00,0.00,EUR,REVERTED,
`;
    expect(await lines(text)).toEqual([
      '2024-05-14 expense 350 EUR Cafe',
      '3: unpaid: CARD_PAYMENT,Current,2024-05-14 10:00:00,2024-05-14 11:00:00,Hotel,-90.00,0.00,EUR,REVERTED,',
    ]);
  });

  test('a savings bank', async () => {
    const text = `"Auftragskonto";"Buchungstag";"Valutadatum";"Verwendungszweck";"Betrag";"Waehrung";"Info"
"DE12";"13.05.24";"13.05.24";"Miete";"-1.200,00";"EUR";"Umsatz gebucht"
"DE12";"14.05.24";"14.05.24";"Laden";"-5,00";"EUR";"Umsatz vorgemerkt"
`;
    expect((await lines(text)).map((line) => line.slice(0, 30))).toEqual([
      '2024-05-13 expense 120000 EUR ',
      '3: unpaid: DE12;14.05.24;14.05',
    ]);
  });
});

test('ICICI', async () => {
  const text = `S No.,Value Date,Transaction Date,Description,Withdrawal Amount (INR ),Deposit Amount (INR ),Balance (INR )
1,13/05/2024,13/05/2024,UPI/SHOP,"1,23,456.78",0.00,"5,00,000.00"
2,14/05/2024,14/05/2024,SALARY,0.00,"2,00,000.00","7,00,000.00"
`;
  expect(await lines(text)).toEqual([
    '2024-05-13 expense 12345678 INR UPI/SHOP',
    '2024-05-14 income 20000000 INR SALARY',
  ]);
});

test.each([
  // "Дата;Сумма;Описание" and "Хлеб"
  ['c4e0f2e03bd1f3ecece03bceefe8f1e0ede8e5', 'd5ebe5e1', 'windows-1251', 'Хлеб'],
  // "Datum;Betrag;Empfänger" and "Brötchen"
  ['446174756d3b4265747261673b456d7066e46e676572', '4272f6746368656e', 'windows-1252', 'Brötchen'],
])('a table in an old encoding: %s %s', async (header, item, encoding, expected) => {
  const row = Buffer.from('\n13.05.2024;-1,50;');
  const bytes = Buffer.concat([Buffer.from(header, 'hex'), row, Buffer.from(item, 'hex')]);
  const file = {
    name: '',
    async *open() {
      yield bytes;
    },
  };
  expect(await encodingOf(file)).toBe(encoding);
  let text = '';
  for await (const piece of textOf(file, await encodingOf(file))) text += piece;
  expect(await lines(text)).toEqual([`2024-05-13 expense 150 EUR ${expected}`]);
});

test('Tinkoff', async () => {
  const text = `"Дата операции";"Дата платежа";"Номер карты";"Статус";"Сумма операции";"Валюта операции";"Сумма платежа";"Валюта платежа";"Категория";"MCC";"Описание"
"13.05.2024 23:10:05";"14.05.2024";"*1234";"OK";"-1 250,50";"RUB";"-1 250,50";"RUB";"Супермаркеты";"5411";"Магазин"
"14.05.2024 10:00:00";"";"*1234";"FAILED";"-99,00";"RUB";"-99,00";"RUB";"Такси";"4121";"Такси"
`;
  expect((await lines(text)).map((line) => line.slice(0, 40))).toEqual([
    '2024-05-13 expense 125050 RUB Магазин',
    '3: unpaid: 14.05.2024 10:00:00;;*1234;FA',
  ]);
});

test('PostFinance', async () => {
  const text = `Datum von:;="01.05.2024"

Datum;Bewegungstyp;Avisierungstext;Gutschrift in CHF;Lastschrift in CHF;Kategorie
"13.05.2024";"Kauf";"COOP";;"-12.50";"Essen"
"14.05.2024";"Gutschrift";"LOHN";"1'500.00";;""
`;
  expect(await lines(text, { map: 'item=Avisierungstext' })).toEqual([
    '2024-05-13 expense 1250 CHF COOP',
    '2024-05-14 income 150000 CHF LOHN',
  ]);
});

describe('a column that says who paid, or with what, is not one of which way money went', () => {
  test.each([
    ['Payment Method', ['Credit', 'Debit', 'Credit']],
    ['Type', ['Credit', 'Cash', 'Debit']],
    ['Paid by', ['S', 'H', 'S']],
    ['Zahlungsart', ['Lastschrift', 'Gutschrift', 'Lastschrift']],
    ['Карта', ['дебет', 'кредит', 'дебет']],
  ])('%s', async (name, cells) => {
    const rows = cells.map((cell, at) => `2024-05-13,x,${at + 1},${cell}\n`).join('');
    expect(await lines(`Date,Description,Amount,${name}\n${rows}`)).toEqual([
      '2024-05-13 expense 100 EUR x',
      '2024-05-13 expense 200 EUR x',
      '2024-05-13 expense 300 EUR x',
    ]);
  });
});

test.each([
  ['KSH 500', 'KES'],
  ['500.00 LEI', 'RON'],
  ['NIS 50', 'ILS'],
  ['NTD 50', 'TWD'],
])('%s is in %s', async (cell, currency) => {
  expect((await amounts([cell], { currency })).join()).toMatch(new RegExp(`^expense \\d+ ${currency}$`));
});

test('a row that is wider than its header is listed, and takes no other row with it', async () => {
  const table =
    'Date,Description,Amount\n2024-05-13,Shoes,50\n2024-05-14,Milk, eggs,2\n2024-05-14,Bread,2.5\n';
  expect(await lines(table)).toEqual([
    '2024-05-13 expense 5000 EUR Shoes',
    '3: columns: 2024-05-14,Milk, eggs,2',
    '2024-05-14 expense 250 EUR Bread',
  ]);
});
