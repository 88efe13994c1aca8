import { netOf } from '../../ledger/purchases/purchase.ts';
import {
  criteriaFor,
  findPurchases,
  keepSearch,
  keptSearch,
  type Search,
} from '../../ledger/reports/search.ts';
import { longestSearch, readSearch, type Wanted } from '../../ledger/reports/search-words.ts';
import { limited, moneyPart } from '../entry/lines.ts';
import { type Message, phrase, type Text } from '../reply.ts';
import { accountOfTurn, aside, type Said, say, type Turn, todayOf } from '../turn.ts';
import { searchData } from './buttons.ts';
import { listedLine } from './lines.ts';
import { openButtons, pageRow } from './pages.ts';

const perPage = 10;
const mostSums = 6;

/** Says which purchases match the words, newest first. */
export async function saySearch(turn: Turn, words: string): Promise<Said> {
  const search = { words, day: todayOf(turn) };
  const wanted = wantedBy(turn, search);
  if (wanted === null) {
    const problem = words.length > longestSearch ? [phrase('words-too-long', { max: longestSearch })] : [];
    return aside(turn, ...problem, phrase('search-how'));
  }
  const id = await keepSearch(turn.ledger, accountOfTurn(turn).id, turn.incoming.person.id, search);
  return say(turn, await foundPage(turn, wanted, id, 0));
}

/** Another page (from 0) of a search's results; null: the search is no longer stored. */
export async function searchAgain(turn: Turn, id: bigint, page: number): Promise<Message | null> {
  const search = await keptSearch(turn.ledger, accountOfTurn(turn).id, turn.incoming.person.id, id);
  const wanted = search && wantedBy(turn, search);
  return wanted && foundPage(turn, wanted, id, page);
}

function wantedBy(turn: Turn, { words, day: today }: Search): Wanted | null {
  const { locale } = turn;
  const { weekStarts, currency } = accountOfTurn(turn);
  return readSearch(words, { today, locale, weekStarts, currency });
}

async function foundPage(turn: Turn, wanted: Wanted, id: bigint, wantedPage: number): Promise<Message> {
  const account = accountOfTurn(turn);
  const { person } = turn.incoming;
  const criteria = await criteriaFor(turn.ledger, account.id, wanted);
  const found = await findPurchases(turn.ledger, account.id, criteria, { page: wantedPage, size: perPage });
  const { count, sums, purchases, page, last } = found;
  if (count === 0) return { text: [phrase('found-none'), ...periodLine(wanted)] };
  return {
    text: [
      phrase('found', { count }),
      ...periodLine(wanted),
      ...sumLine(sums, false),
      ...sumLine(sums, true),
      ...purchases.map(listedLine),
    ],
    buttons: [
      ...openButtons(purchases, person.id),
      ...pageRow(page, last, (to) => searchData(person.id, id, to)),
    ],
    about: purchases.map(({ id }) => String(id)),
  };
}

/** The period as it was understood, so that nobody wonders why something was not found. */
function periodLine({ period }: Wanted): Text {
  return period === null ? [] : [phrase('report-period', { period: { period } })];
}

type Sums = Awaited<ReturnType<typeof findPurchases>>['sums'];

/** The total spent less refunded, or earned, per currency. */
function sumLine(sums: Sums, earned: boolean): Text {
  const parts = netOf(sums.filter(({ kind }) => (kind === 'income') === earned)).map(moneyPart);
  if (parts.length === 0) return [];
  const args = { sums: { line: limited(parts, mostSums) } };
  return [earned ? phrase('total-income', args) : phrase('total', args)];
}
