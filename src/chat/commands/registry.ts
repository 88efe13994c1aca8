import { abort } from './abort.ts';
import { categories } from './categories.ts';
import type { Command } from './command.ts';
import { deletion } from './delete.ts';
import { edit, history } from './edit.ts';
import { help } from './help.ts';
import { newPurchase } from './new.ts';
import { quit } from './quit.ts';
import { recurring } from './recurring.ts';
import { settings } from './settings.ts';
import { show } from './show.ts';
import { skip } from './skip.ts';
import { start } from './start.ts';
import { redo, undo } from './undo.ts';

/** Every command, in the order of /help and of Telegram's list. */
export const commands: readonly Command[] = [
  newPurchase,
  show,
  undo,
  redo,
  edit,
  history,
  categories,
  recurring,
  settings,
  abort,
  quit,
  deletion,
  help,
  start,
  skip,
];
