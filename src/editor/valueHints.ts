import { InlayHint, type InlayHintsProvider } from 'vscode';
import { valueHints } from '../core/service/languageService.ts';
import type { Session } from './session.ts';

/** What variables stand for, behind them. */
export function hints(session: Session): InlayHintsProvider {
  return {
    provideInlayHints: (document, range) => {
      const { showValues } = session.settings(document.uri);
      if (showValues === 'off') return [];
      const span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
      const found = valueHints(session.documents.of(document), span, showValues, session.context(document));
      return found.map(({ offset, label, tooltip }) => {
        const hint = new InlayHint(document.positionAt(offset), label);
        hint.paddingLeft = true;
        hint.tooltip = tooltip;
        return hint;
      });
    },
  };
}
