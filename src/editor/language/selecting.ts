import { SelectionRange, type SelectionRangeProvider, type TextDocument } from 'vscode';
import { selections } from '../../core/service/languageService.ts';
import type { Span } from '../../core/span.ts';
import { toRange } from '../convert.ts';
import type { Documents } from '../files/documents.ts';

/** What "Expand Selection" grows to. */
export function selecting(documents: Documents): SelectionRangeProvider {
  return {
    provideSelectionRanges: (document, positions) => {
      if (positions.some((position) => documents.at(document, position) === undefined)) return undefined;
      return positions.map((position) => {
        const spans = selections(documents.of(document), document.offsetAt(position));
        return chained(document, spans) ?? new SelectionRange(toRange(document, { start: 0, end: 0 }));
      });
    },
  };
}

/** VS Code's form: each range with the one around it as its parent. */
function chained(document: TextDocument, spans: readonly Span[]): SelectionRange | undefined {
  return spans.reduceRight<SelectionRange | undefined>(
    (parent, span) => new SelectionRange(toRange(document, span), parent),
    undefined,
  );
}
