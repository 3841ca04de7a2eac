import { FoldingRange, FoldingRangeKind, type FoldingRangeProvider } from 'vscode';
import { foldings } from '../core/service/languageService.ts';
import { toRange } from './convert.ts';
import type { Documents } from './documents.ts';

/** Requests, header groups, bodies and comments fold. */
export function folding(documents: Documents): FoldingRangeProvider {
  return {
    provideFoldingRanges: (document) =>
      foldings(documents.of(document)).map((span) => {
        const range = toRange(document, span);
        const kind = span.kind === 'comment' ? FoldingRangeKind.Comment : undefined;
        return new FoldingRange(range.start.line, range.end.line, kind);
      }),
  };
}
