import { Hover, type HoverProvider, MarkdownString } from 'vscode';
import { hover } from '../../core/service/languageService.ts';
import { toRange } from '../convert.ts';
import type { Session } from '../session.ts';

/** The only commands a hover may run. */
const enabledCommands = [
  'precondition.refreshEtag',
  'precondition.explain',
  'precondition.showValidators',
  'precondition.compareVersions',
];

/** Markdown of the language service, whose links may run those commands. */
export function hoverMarkdown(text: string): MarkdownString {
  const markdown = new MarkdownString(text);
  markdown.isTrusted = { enabledCommands };
  return markdown;
}

/** What a field does, how its value reads, what is known and what the server will do; where a variable comes from. */
export function hovers(session: Session): HoverProvider {
  return {
    provideHover: (document, position) => {
      const tree = session.documents.at(document, position);
      if (tree === undefined) return undefined;
      const found = hover(tree, document.offsetAt(position), session.context(document));
      if (found === undefined) return undefined;
      return new Hover(hoverMarkdown(found.markdown), toRange(document, found.span));
    },
  };
}
