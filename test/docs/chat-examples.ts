/** An example of a command in docs/CHAT.md: what is done, in the words of a transcript (see helpers/transcript.ts). */
export interface Example {
  /** Whoever has no account: all others were signed up before. */
  readonly stranger?: boolean;
  /** Done before, and not shown. */
  readonly after?: string;
  readonly does: string;
}

/** Purchases of a few weeks, for what looks back at them. */
const weeks = `
> 320 rent for a room #home 1 february
> 12.50 lunch @ Corner Café #food 24 february
> 18 cinema #fun 27 february
> 320 rent for a room #home 1 march
> 42.80 groceries @ Lidl #food 3 march
> 30 taxi #travel yesterday
> 4.20 coffee @ Corner Café #food`;

/** By the name of the command. */
export const commandExamples: Readonly<Record<string, Example>> = {
  new: { does: '> /new\n> coffee\n> 3.50\n> Corner Café\n> -\n> /new 12.50 lunch @ Corner Café #food' },
  show: { after: weeks, does: '> /show\n> /show lidl' },
  today: { after: weeks, does: '> /today' },
  week: { after: weeks, does: '> /week\n> /week last week' },
  month: { after: weeks, does: '> /month\n>> tap Categories\n>> tap food\n> /month february' },
  year: { after: weeks, does: '> /year' },
  stats: { after: weeks, does: '> /stats last 10 days\n> /stats 24 february..1 march\n> /stats whenever' },
  search: { after: weeks, does: '> /search\n> /search coffee\n> /search 10..50 #food' },
  undo: { does: '> 12.50 lunch\n> /undo' },
  redo: { after: '> 12.50 lunch\n> /undo', does: '> /redo' },
  edit: {
    after: '> 12.50 lunch\n> 3.50 coffee',
    does: '> /edit\n>> tap 1. lunch · $12.50\n>> reply 13.50 #food\n> /edit 2 4.20\n> /edit 2',
  },
  history: { after: '> 12.50 lunch\n>> reply 13.50 #food', does: '> /history 1' },
  categories: { after: weeks, does: '> /categories\n>> tap fun' },
  budget: {
    after: weeks,
    does: '> /budget food 200\n> /budget 50 a week\n> /budget food off\n> /budget food 200 carry over',
  },
  budgets: { after: `${weeks}\n> /budget food 60\n> /budget 1000`, does: '> /budgets' },
  recurring: { does: '> /recurring rent 900 monthly on the 1st\n> /recurring' },
  export: { after: weeks, does: '> /export\n> /export february\n> /export beancount\n> /export json' },
  settings: {
    does: '> /settings\n>> tap Week\n>> tap Monday\n> /settings currency EUR\n> /settings language de',
  },
  link: { does: '> /link' },
  links: { does: '> /links' },
  password: { does: '> /password\n> battery staple' },
  erase: { after: '> 12.50 lunch', does: '> /erase' },
  abort: { does: '> /new coffee\n> /abort\n> y' },
  quit: { does: '> /new coffee\n> /quit' },
  delete: { does: '> /delete\n> y' },
  help: { does: '> /help\n> /new\n> /help' },
  start: { stranger: true, does: '> /start\n> y\n> 2\n> me@example.com\n> correct horse' },
  skip: { after: '> /new coffee', does: '> 3.50\n> /skip\n> /skip' },
};

/** What needs no command, by its heading. */
export const plainExamples: Readonly<Record<string, Example>> = {
  'An entry': { does: '> 12.50 lunch @ Corner Café #food yesterday\n> 3.50 coffee⏎2 bread @ Lidl' },
  'Change an entry': {
    does: '> 12.50 lunch\n>> edit 13.50 lunch\n>> reply #food\n>> reply @Corner Café yesterday\n>> reply undo',
  },
  'An entry in another currency': { does: '> 18 eur taxi' },
  'Something is not clear': { does: '> 13.50\n> lunch' },
  'An entry that comes again': { does: '> rent 900 monthly on the 1st\n>> tap 🔁 Repeat monthly on the 1st' },
};
