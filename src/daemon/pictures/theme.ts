/** The colours of a picture. */
export interface Theme {
  readonly background: string;
  readonly card: string;
  readonly text: string;
  readonly faint: string;
  /** `line`: the lines of a scale; `track`: the part of a row that a bar does not fill. */
  readonly line: string;
  readonly track: string;
  readonly accent: string;
  /** A softer accent, for what matters less. */
  readonly soft: string;
  readonly warning: string;
  /** For negative amounts: more was refunded than spent. */
  readonly back: string;
  /** One per category, in their order. */
  readonly categories: readonly string[];
  /** For bars that are not a category of the person's own. */
  readonly rest: string;
}

export const themes: Readonly<Record<'light' | 'dark', Theme>> = {
  light: {
    background: '#eef1f5',
    card: '#ffffff',
    text: '#17202c',
    faint: '#667486',
    line: '#e3e8ee',
    track: '#f0f3f7',
    accent: '#2f6fed',
    soft: '#b9d0fb',
    warning: '#e5484d',
    back: '#2c9d6b',
    categories: [
      '#2f6fed',
      '#16a394',
      '#f2a23a',
      '#e4575c',
      '#8b5cd6',
      '#2aa5da',
      '#d6559c',
      '#7fa321',
      '#c2773d',
    ],
    rest: '#a3afbd',
  },
  dark: {
    background: '#0e131a',
    card: '#19212b',
    text: '#eef2f7',
    faint: '#93a1b3',
    line: '#2a3542',
    track: '#222c38',
    accent: '#5b93ff',
    soft: '#34527f',
    warning: '#ff6b6f',
    back: '#4cc38a',
    categories: [
      '#5b93ff',
      '#2cc2b1',
      '#f7b452',
      '#ff7a7e',
      '#a98aee',
      '#4fbfee',
      '#ee7bb8',
      '#a3c644',
      '#dd9a64',
    ],
    rest: '#7d8a9a',
  },
};
