import { type DocumentRangeSemanticTokensProvider, SemanticTokensBuilder } from 'vscode';
import { semanticTokens } from '../../core/service/languageService.ts';
import { tokenModifiers, tokenTypes } from '../../core/service/tokenLegend.ts';
import { toRange } from '../convert.ts';
import type { Session } from '../session.ts';

/** Colours that need the tree and what is known: only for what is on the screen, so that a long file costs no more. */
export function colours(session: Session): DocumentRangeSemanticTokensProvider {
  return {
    provideDocumentRangeSemanticTokens: (document, range) => {
      const builder = new SemanticTokensBuilder();
      const span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
      for (const token of semanticTokens(session.documents.of(document), span, session.context(document))) {
        const { start, end } = toRange(document, token);
        const bits = token.modifiers.reduce((sum, each) => sum | (1 << tokenModifiers.indexOf(each)), 0);
        builder.push(
          start.line,
          start.character,
          end.character - start.character,
          tokenTypes.indexOf(token.type),
          bits,
        );
      }
      return builder.build();
    },
  };
}
