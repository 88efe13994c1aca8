import { abort } from './abort.ts';
import { budget, budgets } from './budget.ts';
import { categories } from './categories.ts';
import type { Command } from './command.ts';
import { deletion } from './delete.ts';
import { edit, history } from './edit.ts';
import { erase } from './erase.ts';
import { exporting } from './export.ts';
import { help } from './help.ts';
import { link, links } from './link.ts';
import { newPurchase } from './new.ts';
import { password } from './password.ts';
import { quit } from './quit.ts';
import { recurring } from './recurring.ts';
import { month, stats, today, week, year } from './reports.ts';
import { search } from './search.ts';
import { settings } from './settings.ts';
import { show } from './show.ts';
import { skip } from './skip.ts';
import { start } from './start.ts';
import { redo, undo } from './undo.ts';

/** Every command, in the order of /help and of Telegram's menu. */
export const commands: readonly Command[] = [
  newPurchase,
  show,
  today,
  week,
  month,
  year,
  stats,
  search,
  undo,
  redo,
  edit,
  history,
  categories,
  budget,
  budgets,
  recurring,
  exporting,
  settings,
  link,
  links,
  password,
  abort,
  quit,
  deletion,
  erase,
  help,
  start,
  skip,
];
