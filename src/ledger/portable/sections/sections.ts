import { categoryChanges, categoryRules, hiddenCategories } from './categories.ts';
import { changes } from './changes.ts';
import { budgets, recurring } from './plans.ts';
import { purchases } from './purchases.ts';
import type { Section } from './section.ts';
import { settings } from './settings.ts';

/** Everything that an account's JSON document holds, in its order, which is the order of taking it over as well. */
export const sections: readonly Section[] = [
  settings,
  changes,
  purchases,
  categoryRules,
  hiddenCategories,
  categoryChanges,
  budgets,
  recurring,
];
