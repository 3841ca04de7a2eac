/**
 * What the page of a rule says beyond the catalogue's title and the message: why it matters, and what to do. The
 * pages are made by `npm run docs`; no bundle holds these texts.
 */
export interface ManualEntry {
  readonly why: string;
  readonly fix: string;
}

/** An entry for each rule of a family. */
export type Manual<Facts> = { readonly [Code in keyof Facts]: ManualEntry };

export const entry = (why: string, fix: string): ManualEntry => ({ why, fix });
