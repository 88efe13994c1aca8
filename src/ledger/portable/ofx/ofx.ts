import { decimal } from '../../money.ts';
import type { FileFormat, PortablePurchase } from '../portable.ts';
import { moneyText, spreadText } from '../row.ts';
import { readOfx } from './read.ts';

/**
 * OFX 2.2. Each currency is an account, with statements of at most `mostInStatement` transactions; FITID is the uid,
 * NAME (EXTDNAME if longer than 32 characters) the vendor, MEMO the item. The rest is in elements of spndr's own, as
 * the standard allows. Reads OFX 1 as well.
 */
export const ofx: FileFormat = {
  async *write(purchases) {
    const open = new Map<string, Statement>();
    let isFirst = true;
    for await (const purchase of purchases) {
      if (isFirst) yield openingText(purchase.day);
      isFirst = false;
      const { currency } = purchase.price;
      const statement = open.get(currency) ?? { currency, balance: 0n, purchases: [] };
      open.set(currency, statement);
      statement.purchases.push(purchase);
      if (statement.purchases.length < mostInStatement) continue;
      yield statementText(statement);
      statement.purchases = [];
    }
    if (isFirst) yield openingText('1970-01-01');
    for (const statement of open.values()) {
      if (statement.purchases.length > 0) yield statementText(statement);
    }
    yield '</BANKMSGSRSV1>\n</OFX>\n';
  },
  read: readOfx,
};

interface Statement {
  readonly currency: string;
  /** Of everything written so far, in minor units. */
  balance: bigint;
  purchases: PortablePurchase[];
}

const mostInStatement = 500;

const fine = '<STATUS><CODE>0</CODE><SEVERITY>INFO</SEVERITY></STATUS>';

function openingText(day: string): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<?OFX OFXHEADER="200" VERSION="220" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>
<OFX>
<SIGNONMSGSRSV1><SONRS>${fine}<DTSERVER>${date(day)}</DTSERVER><LANGUAGE>ENG</LANGUAGE></SONRS></SIGNONMSGSRSV1>
<BANKMSGSRSV1>
`;
}

/** Writes a statement, and updates its balance. */
function statementText(statement: Statement): string {
  const { currency, purchases } = statement;
  const [from, to] = [purchases[0]?.day ?? '', purchases.at(-1)?.day ?? ''];
  for (const purchase of purchases) statement.balance += signed(purchase).minor;
  const balance = decimal({ minor: statement.balance, currency });
  return `<STMTTRNRS><TRNUID>0</TRNUID>${fine}<STMTRS><CURDEF>${currency}</CURDEF>
<BANKACCTFROM><BANKID>spndr</BANKID><ACCTID>${currency}</ACCTID><ACCTTYPE>CHECKING</ACCTTYPE></BANKACCTFROM>
<BANKTRANLIST><DTSTART>${date(from)}</DTSTART><DTEND>${date(to)}</DTEND>
${purchases.map(transactionText).join('')}</BANKTRANLIST>
<LEDGERBAL><BALAMT>${balance}</BALAMT><DTASOF>${date(to)}</DTASOF></LEDGERBAL>
</STMTRS></STMTTRNRS>
`;
}

function transactionText(purchase: PortablePurchase): string {
  const { kind, uid, item, vendor, category, tags, given, spread, day } = purchase;
  const payee = vendor ?? item;
  const name = first(payee, longestName);
  // a reader could not tell such a vendor from the beginning of the item
  const isVague = vendor !== null && item.startsWith(name);
  return [
    '<STMTTRN>',
    element('TRNTYPE', kind === 'expense' ? 'DEBIT' : 'CREDIT'),
    element('DTPOSTED', date(day)),
    element('TRNAMT', decimal(signed(purchase))),
    element('FITID', uid),
    element('NAME', name),
    payee === name ? '' : element('EXTDNAME', first(payee, longestExtendedName)),
    element('MEMO', item),
    isVague ? element('SPNDR.VENDOR', vendor) : '',
    kind === 'refund' ? element('SPNDR.KIND', kind) : '',
    category === null ? '' : element('SPNDR.CATEGORY', category),
    ...tags.map((tag) => element('SPNDR.TAG', tag)),
    given === null ? '' : element('SPNDR.GIVEN', moneyText(given)),
    spread === null ? '' : element('SPNDR.SPREAD', spreadText(spread)),
    '</STMTTRN>\n',
  ].join('');
}

const longestName = 32;
const longestExtendedName = 100;

function first(text: string, most: number): string {
  return [...text].slice(0, most).join('');
}

function signed({ kind, price }: PortablePurchase): PortablePurchase['price'] {
  return kind === 'expense' ? { ...price, minor: -price.minor } : price;
}

function date(day: string): string {
  return day.replaceAll('-', '');
}

function element(name: string, text: string): string {
  return `<${name}>${encoded(text)}</${name}>`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * Escapes a text for XML. Spaces at the ends or next to others become references; characters that XML cannot contain
 * become U+FFFD.
 */
function encoded(text: string): string {
  return text
    .replace(/(?![\t\n\r])[\p{Cc}\p{Cs}\u{fffe}\u{ffff}]/gu, '\ufffd')
    .replace(/[&<>]|^\s|\s$|(?<=\s)\s|(?! )\s/gu, (character) => {
      return entities[character] ?? `&#${character.codePointAt(0)};`;
    });
}
