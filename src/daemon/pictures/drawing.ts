/**
 * A picture put into words and numbers: all that the drawing thread needs to know. Texts are shown as they are; a value
 * is a number of minor units, exact enough for a place on a scale. Plain data.
 */
export interface Drawing {
  readonly theme: 'light' | 'dark';
  readonly title: string;
  /** '' where there is none. */
  readonly total: string;
  readonly charts: readonly ChartDrawing[];
}

export type ChartDrawing = CategoriesDrawing | DaysDrawing | MonthsDrawing | NothingDrawing;

export interface CategoriesDrawing {
  readonly shows: 'categories';
  readonly title: string;
  readonly bars: readonly CategoryBar[];
}

export interface CategoryBar {
  readonly name: string;
  /** Whether it is one of the person's categories, rather than the rest or what has none. */
  readonly own: boolean;
  readonly value: number;
  readonly amount: string;
  /** '' where there is nothing that it could be a part of. */
  readonly share: string;
}

export interface DaysDrawing {
  readonly shows: 'days';
  readonly title: string;
  /** What stands beside the title. */
  readonly note: string;
  /** One a day, null for days to come. */
  readonly values: readonly (number | null)[];
  /** '' for a day that is not named. */
  readonly names: readonly string[];
  readonly scale: Scale;
  /** The days' sums from the first on are shown against it; null: no budget. */
  readonly budget: { readonly value: number; readonly name: string } | null;
}

export interface MonthsDrawing {
  readonly shows: 'months';
  readonly title: string;
  readonly values: readonly number[];
  readonly amounts: readonly string[];
  /** One or two lines each. */
  readonly names: readonly (readonly string[])[];
}

/** A chart with nothing in it. */
export interface NothingDrawing {
  readonly shows: 'nothing';
  readonly title: string;
  readonly words: string;
}

/** From the least to the most value that is seen, with a line at each of `lines`. */
export interface Scale {
  readonly least: number;
  readonly most: number;
  readonly lines: readonly { readonly at: number; readonly name: string }[];
}
