import { describe, expect, test } from 'vitest';
import { beancount } from '../../../src/ledger/portable/accounting/beancount.ts';
import { hledger } from '../../../src/ledger/portable/accounting/hledger.ts';
import { ledgerCli } from '../../../src/ledger/portable/accounting/ledger-cli.ts';
import { guessFormat } from '../../../src/ledger/portable/formats.ts';
import { ofx } from '../../../src/ledger/portable/ofx/ofx.ts';
import type { FileFormat } from '../../../src/ledger/portable/portable.ts';
import { qif } from '../../../src/ledger/portable/qif/qif.ts';
import { goldenPurchases, readFile, writeFile } from '../../helpers/portable.ts';

/** What other programs write. */

/** "day kind amount currency item @vendor #category tags", or the problem. */
async function lines(format: FileFormat, text: string, currency = 'EUR'): Promise<string[]> {
  const rows = await readFile(format, text, { currency });
  return rows.map((row) => {
    if ('problem' in row) return `${row.line}: ${row.problem}: ${row.words}`;
    const { day, kind, price, item, vendor, category, tags, given } = row.purchase;
    const words = [day, kind, price.minor, price.currency, item];
    if (vendor !== null) words.push(`@${vendor}`);
    if (category !== null) words.push(`#${category}`);
    if (given !== null) words.push(`=${given.minor} ${given.currency}`);
    return [...words, ...tags].join(' ');
  });
}

describe('journals', () => {
  test('splits, left out amounts, refunds, incomes; transfers and other directives are passed over', async () => {
    const text = `; a comment
# another
account Expenses:Food  ; type:X
commodity 1.000,00 EUR
P 2024-01-01 USD 0.92 EUR
comment
2024-01-01 not a transaction
  Expenses:No  1 EUR
end comment
~ monthly
    Expenses:Budget  100 EUR
    Assets:Bank
= Expenses:Gifts
    (Budget)  -1

2024/5/3=2024/5/4 ! (123) Market | weekly shopping  ; fun:
    Expenses:Food          12.50 EUR  ; vegetables
    Expenses:Home           3.00 EUR
    (Virtual:Budget)       -5.00 EUR
    Assets:Bank           -15.50 EUR = 100.00 EUR

2024-05-04 Corner shop
    * expenses:food  $-4.20
    Assets:Cash

2024.5.5 * Employer
    Assets:Bank          1,500.00 EUR
    Income:Salary
2024-05-06 transfer
    Assets:Bank          10 EUR
    Assets:Cash
2024-05-07 hotel
    Expenses:Travel      100 USD @ 0.9215 EUR
    Liabilities:Card
`;
    expect(await lines(hledger, text)).toEqual([
      '2024-05-03 expense 1250 EUR weekly shopping @Market #Food fun',
      '2024-05-03 expense 300 EUR weekly shopping @Market #Home fun',
      '2024-05-04 refund 420 USD Corner shop #food',
      '2024-05-05 income 150000 EUR Employer #Salary',
      '2024-05-07 expense 10000 USD hotel #Travel =9215 EUR',
    ]);
  });

  test('years and decimal marks that the file sets; own currency where none is named', async () => {
    const text = 'decimal-mark ,\nY2023\n5/3 tea\n  Expenses:Drinks  1.234,50\n  Assets:Cash\n';
    expect(await lines(hledger, text, 'USD')).toEqual(['2023-05-03 expense 123450 USD tea #Drinks']);
  });

  test('Ledger: tags, metadata and what only looks like it', async () => {
    const text = `2024/05/03 * Shop
    ; :fun:food:
    ; Note: see http://example.com
    Expenses:Food  £3.00
    ; :lunch:
    Assets:Cash
`;
    expect(await lines(ledgerCli, text)).toEqual(['2024-05-03 expense 300 GBP Shop #Food fun food lunch']);
  });

  test('amounts are as their commodity is said to be written, and in the default one', async () => {
    const text = `commodity 1.000,00 EUR
commodity $
    format $1,000.00
2024-05-03 rent
    Expenses:Rent  1.500 EUR
    Assets:Bank
2024-05-03 tea
    Expenses:Tea  1,50 EUR
    Assets:Bank
2024-05-03 flight
    Expenses:Travel  $1.500
    Assets:Bank
D 1.000,00 GBP
2024-05-03 book
    Expenses:Books  1.500
    Assets:Bank
`;
    for (const format of [hledger, ledgerCli]) {
      expect(await lines(format, text, 'USD')).toEqual([
        '2024-05-03 expense 150000 EUR rent #Rent',
        '2024-05-03 expense 150 EUR tea #Tea',
        '2024-05-03 expense 150 USD flight #Travel',
        '2024-05-03 expense 150000 GBP book #Books',
      ]);
    }
  });

  test('an amount with another mark than the file says is listed', async () => {
    const text = (amount: string) =>
      `decimal-mark ,\n2024-05-03 a\n  Expenses:A  ${amount} EUR\n  Assets:Cash\n`;
    expect(await lines(hledger, text('12.50'))).toEqual(['2: amount: a']);
    expect(await lines(hledger, text('1,200.00'))).toEqual(['2: amount: a']);
    expect(await lines(hledger, text('1.200'))).toEqual(['2024-05-03 expense 120000 EUR a #A']);
    expect(await lines(beancount, '2024-05-03 * "a"\n  Expenses:A  12,50 EUR\n  Assets:Cash\n')).toEqual([
      '1: amount: a',
    ]);
  });

  test('1,500 is 1.5 to hledger and 1500 to Ledger', async () => {
    const text = '2024-05-03 a\n  Expenses:A  USD 1,500\n  Assets:Cash\n';
    expect(await lines(hledger, text)).toEqual(['1: amount: a']);
    expect(await lines(hledger, `D USD 1,000.00\n${text}`)).toEqual(['2024-05-03 expense 150000 USD a #A']);
    expect(await lines(ledgerCli, text)).toEqual(['2024-05-03 expense 150000 USD a #A']);
  });

  test('a lot balances at what it cost', async () => {
    const text = `2024-05-03 * buy
  Assets:Stock  10 APPLE {100 USD}
  Assets:Cash  -1005 USD
  Expenses:Fees
2024-05-04 * sell
  Assets:Stock  -10 APPLE {{1,000 USD}} @ 150 USD
  Assets:Cash  1510 USD
  Income:Gains
2024-05-05 * sell
  Assets:Stock  -10 APPLE {} @ 150 USD
  Assets:Cash  1510 USD
  Income:Gains
`;
    const known = ['2024-05-03 expense 500 USD buy #Fees', '2024-05-04 income 51000 USD sell #Gains'];
    expect(await lines(ledgerCli, text)).toEqual([...known, '9: amount: sell']);
    expect(await lines(beancount, text.replace(/\* (\w+)/g, '* "$1"'))).toEqual([
      ...known,
      '9: amount: sell',
    ]);
    // hledger has changed its mind about lots
    expect(await lines(hledger, text)).toEqual(['1: amount: buy', '5: amount: sell', '9: amount: sell']);
  });

  test('what cannot be taken is listed with its line', async () => {
    const text = `include other.journal
alias a = b
2024-02-30 no such day
    Expenses:A  1 EUR
    Assets:Cash
2024-05-03 too exact
    Expenses:A  1.005 EUR
    Assets:Cash
2024-05-03 shares
    Expenses:A  3 APPLE
    Assets:Cash
2024-05-03 sum
    Expenses:A  (1 EUR + 2 EUR)
    Assets:Cash
2024-05-03 two left out
    Expenses:A
    Expenses:B
2024-05-03 nothing
    Expenses:A  0 EUR
    Assets:Cash
`;
    expect(await lines(hledger, text)).toEqual([
      '1: unsupported: include other.journal',
      '2: unsupported: alias a = b',
      '3: date: no such day',
      '6: amount: too exact',
      '9: currency: APPLE',
      '12: amount: sum',
      '15: amount: two left out',
      '18: amount: nothing',
    ]);
  });
});

test('beancount: tags pushed, payees, strings of several lines, roots of other names', async () => {
  const text = `option "name_expenses" "Kosten"
plugin "beancount.plugins.auto"
include "more.beancount"
pushtag #trip
2024-01-01 open Kosten:Essen EUR
2024-01-02 balance Assets:Cash 10 EUR
* an org-mode heading
2024-05-03 txn "Market" "vegetables; and
fruit" #fun ^receipt
  time: "12:00"
  Kosten:Essen   1,012.50 EUR ; not a comment of a string
    note: "x"
  Kosten:Gifts
  ! Assets:Cash  -1020.50 EUR
poptag #trip
2024-05-04 ! "only narration"
  Expenses:Food  2.00 USD @@ 1.84 EUR
  Assets:Cash
`;
  expect(await lines(beancount, text)).toEqual([
    '3: unsupported: include "more.beancount"',
    '2024-05-03 expense 101250 EUR vegetables; and fruit @Market #Essen fun trip',
    '2024-05-03 expense 800 EUR vegetables; and fruit @Market #Gifts fun trip',
    '2024-05-04 expense 200 USD only narration #Food =184 EUR',
  ]);
});

describe('QIF', () => {
  test('a text that is too long ends in an ellipsis', async () => {
    const text = `!Type:Cash\nD2024-05-03\nT-1\nP${'x'.repeat(300)}\n^\n`;
    expect(await lines(qif, text)).toEqual([`2024-05-03 expense 100 EUR ${'x'.repeat(199)}…`]);
  });

  test('splits, transfers, investments and lists', async () => {
    const text = `!Option:AutoSwitch
!Account
NBank
TBank
^
!Type:Cat
NFood
E
^
!Type:Bank
D05/03'24
T-1,012.50
PMarket
Mweekly
LFood/fun
^
D05/23/2024
U-20.00
PShop
SFood
Eapples
$-15.00
S[Savings]
$-5.00
^
D06/01/2024
T100
L[Savings]
^
D06/01/2024
T100.00
PEmployer
^
!Type:Invst
D06/01/2024
NBuy
T5
^
`;
    expect(await lines(qif, text)).toEqual([
      '2024-05-03 expense 101250 EUR weekly @Market #Food fun',
      '2024-05-23 expense 1500 EUR apples @Shop #Food',
      '2024-06-01 income 10000 EUR Employer',
    ]);
  });

  test('a later date shows that days come first', async () => {
    const text = '!Type:Bank\nD3/5/2024\nT-1\nPa\n^\nD31/5/2024\nT-1,50\nPb\n^\nD4.5.98\nT-2\nPc\n^\n';
    expect(await lines(qif, text)).toEqual([
      '2024-05-03 expense 100 EUR a',
      '2024-05-31 expense 150 EUR b',
      '1998-05-04 expense 200 EUR c',
    ]);
  });

  test('an amount that could be a thousand times as much is listed', async () => {
    const text = (amount: string) => `!Type:Bank\nD2024-05-03\nT${amount}\nPa\n^\n`;
    expect(await lines(qif, text('-1.500'))).toEqual(['2: amount: a']);
    expect(await lines(qif, text('-1,500'))).toEqual(['2024-05-03 expense 150000 EUR a']);
    expect(await lines(qif, text('-1,500'), 'KWD')).toEqual(['2: amount: a']);
    expect(await lines(qif, text('-1.500'), 'KWD')).toEqual(['2024-05-03 expense 1500 KWD a']);
    expect(await lines(qif, text('-1.500,00'))).toEqual(['2024-05-03 expense 150000 EUR a']);
  });

  test('no date and no amount are listed', async () => {
    expect(await lines(qif, '!Type:Cash\nPa\nT-1\n^\nD2024-05-03\nPb\n^\n')).toEqual([
      '2: date: a',
      '5: amount: b',
    ]);
  });
});

describe('OFX', () => {
  const sgml = `OFXHEADER:100
DATA:OFXSGML
VERSION:102

<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>usd
<BANKACCTFROM><BANKID>123<ACCTID>456<ACCTTYPE>CHECKING</BANKACCTFROM>
<BANKTRANLIST><DTSTART>20240501
<STMTTRN>
<TRNTYPE>POS
<DTPOSTED>20240503120000.000[-5:EST]
<TRNAMT>-12.50
<FITID>2024-1
<NAME>TOM &amp; CO   NY
<MEMO>coffee beans
</STMTTRN>
<STMTTRN>
<TRNTYPE>CREDIT<DTPOSTED>20240504<TRNAMT>+100,00<FITID>2024-2<NAME>PAYROLL<MEMO>PAYROLL MAY
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>2024<TRNAMT>-1<FITID>3<NAME>when?
</BANKTRANLIST><LEDGERBAL><BALAMT>5</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>`;

  test('SGML as banks send it', async () => {
    expect(await lines(ofx, sgml)).toEqual([
      '2024-05-03 expense 1250 USD coffee beans @TOM & CO NY',
      '2024-05-04 income 10000 USD PAYROLL MAY',
      '18: date: when?',
    ]);
  });

  test.each([
    ['-1,500', 'EUR', '2: amount: a'],
    ['-12,500', 'TND', '2024-05-03 expense 12500 TND a'],
    ['-1.500,50', 'EUR', '2024-05-03 expense 150050 EUR a'],
    ['-1500,5', 'EUR', '2024-05-03 expense 150050 EUR a'],
    ['12.50', 'EUR', '2: amount: a'],
  ])('a debit of %s %s', async (amount, currency, expected) => {
    const text = `<OFX><STMTRS><CURDEF>${currency}</CURDEF><BANKTRANLIST>
<STMTTRN><TRNTYPE>DEBIT</TRNTYPE><DTPOSTED>20240503</DTPOSTED><TRNAMT>${amount}</TRNAMT><FITID>1</FITID><NAME>a</NAME></STMTTRN>
</BANKTRANLIST></STMTRS></OFX>`;
    expect(await lines(ofx, text)).toEqual([expected]);
  });

  test('a bank’s id makes the same uid each time, and another in another account', async () => {
    const uids = async (text: string) =>
      (await readFile(ofx, text)).flatMap((row) => ('purchase' in row ? [row.purchase.uid] : []));
    const first = await uids(sgml);
    expect(first[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(new Set(first).size).toBe(2);
    expect(await uids(sgml)).toEqual(first);
    expect((await uids(sgml.replace('<ACCTID>456', '<ACCTID>457')))[0]).not.toBe(first[0]);
  });

  test('XML with comments, CDATA and a currency of its own', async () => {
    const xml = `<?xml version="1.0"?><?OFX OFXHEADER="200"?><!DOCTYPE OFX><OFX><STMTRS><CURDEF>EUR</CURDEF>
      <!-- <STMTTRN> --><STMTTRN><DTPOSTED>20240503</DTPOSTED><TRNAMT>-1000</TRNAMT><FITID>1</FITID>
      <PAYEE><NAME>A &#38; B</NAME></PAYEE><MEMO><![CDATA[x < y & z]]></MEMO>
      <CURRENCY><CURRATE>160</CURRATE><CURSYM>JPY</CURSYM></CURRENCY></STMTTRN></STMTRS></OFX>`;
    expect(await lines(ofx, xml)).toEqual(['2024-05-03 expense 1000 JPY x < y & z @A & B']);
  });

  test('statements of many transactions and currencies hold together', async () => {
    const many = Array.from({ length: 1_203 }, (_, index) => {
      const currency = index % 3 === 0 ? 'USD' : 'EUR';
      const uid = `0b5e0001-0000-4000-8000-${String(index).padStart(12, '0')}`;
      return { ...goldenPurchases[0]!, uid, price: { minor: 100n, currency } };
    });
    const text = await writeFile(ofx, many);
    expect(text.match(/<STMTTRNRS>/g)).toHaveLength(3);
    expect([...text.matchAll(/<BALAMT>([^<]*)/g)].map(([, sum]) => sum)).toEqual([
      '-500.00',
      '-401.00',
      '-802.00',
    ]);
    expect(await readFile(ofx, text)).toHaveLength(1_203);
  });
});

test.each([
  ['hledger', hledger],
  ['ledger', ledgerCli],
  ['beancount', beancount],
  ['qif', qif],
  ['ofx', ofx],
])('a file of %s is recognised by how it begins', async (name, format) => {
  expect(guessFormat('', (await writeFile(format, goldenPurchases)).slice(0, 4096))).toBe(name);
});
