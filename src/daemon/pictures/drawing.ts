/**
 * All that the drawing thread needs to know about a picture, as plain data. Texts are final and already localised; a
 * value is in minor units, as a number: precise enough to be drawn to scale.
 */
export interface Drawing {
  readonly theme: 'light' | 'dark';
  readonly title: string;
  /** '' if there is none. */
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
  /** Whether it is one of the person's categories, rather than the rest or what has no category. */
  readonly own: boolean;
  readonly value: number;
  readonly amount: string;
  /** '' if there is no total to have a share of. */
  readonly share: string;
}

export interface DaysDrawing {
  readonly shows: 'days';
  readonly title: string;
  /** Shown beside the title. */
  readonly note: string;
  /** One per day; null: the day is yet to come. */
  readonly values: readonly (number | null)[];
  /** '' for a day without a label. */
  readonly names: readonly string[];
  readonly scale: Scale;
  /** The budget that the running total is shown against; null: there is none. */
  readonly budget: { readonly value: number; readonly name: string } | null;
}

export interface MonthsDrawing {
  readonly shows: 'months';
  readonly title: string;
  readonly values: readonly number[];
  /** One per month. */
  readonly amounts: readonly string[];
  /** For when the amounts have no room. */
  readonly scale: Scale;
  /** One or two lines per month. */
  readonly names: readonly (readonly string[])[];
}

/** A chart with nothing in it. */
export interface NothingDrawing {
  readonly shows: 'nothing';
  readonly title: string;
  readonly words: string;
}

/** An axis from `least` to `most`, with a line at each of `lines`. */
export interface Scale {
  readonly least: number;
  readonly most: number;
  readonly lines: readonly { readonly at: number; readonly name: string }[];
}
