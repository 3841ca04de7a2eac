import type { ExpressionPlace } from './place.ts';

/** The text with the braces that close it, unless they are there. */
export function closing({ closed }: ExpressionPlace, text: string): string {
  return closed === 'yes' ? text : `${text}}}`;
}
