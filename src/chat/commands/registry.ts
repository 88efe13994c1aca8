import { abort } from './abort.ts';
import type { Command } from './command.ts';
import { deletion } from './delete.ts';
import { help } from './help.ts';
import { newPurchase } from './new.ts';
import { quit } from './quit.ts';
import { settings } from './settings.ts';
import { show } from './show.ts';
import { skip } from './skip.ts';
import { start } from './start.ts';

/** Every command, in the order of /help and of Telegram's list. */
export const commands: readonly Command[] = [
  newPurchase,
  show,
  settings,
  abort,
  quit,
  deletion,
  help,
  start,
  skip,
];
