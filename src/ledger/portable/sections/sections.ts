import { categoryChanges, categoryRules, hiddenCategories } from './categories.ts';
import { changes } from './changes.ts';
import { budgets, recurring } from './plans.ts';
import { purchases } from './purchases.ts';
import type { Section } from './section.ts';
import { settings } from './settings.ts';

/** The sections of an account's JSON document, in order; they are imported in the same order. */
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
