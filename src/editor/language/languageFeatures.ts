import type {
  CompletionItemProvider,
  DefinitionProvider,
  DocumentFormattingEditProvider,
  DocumentLinkProvider,
  DocumentRangeFormattingEditProvider,
  DocumentRangeSemanticTokensProvider,
  DocumentSymbolProvider,
  FoldingRangeProvider,
  HoverProvider,
  InlayHintsProvider,
  ReferenceProvider,
  RenameProvider,
  SelectionRangeProvider,
  SignatureHelpProvider,
  Uri,
} from 'vscode';
import type { Session } from '../session.ts';
import { colours } from './colours.ts';
import { completions } from './completions.ts';
import { formatting } from './formatting.ts';
import { hovers } from './hovers.ts';
import { documentLinks } from './links.ts';
import { definitions, renaming, usages } from './names.ts';
import { outline } from './outline.ts';
import { selecting } from './selecting.ts';
import { signatures } from './signatures.ts';
import { requestSnippets } from './snippets.ts';

/** What an editor asks of a language, each a few lines around the language service. */
export interface LanguageFeatures {
  readonly hovers: HoverProvider;
  readonly outline: DocumentSymbolProvider;
  readonly folding: FoldingRangeProvider;
  readonly completions: CompletionItemProvider;
  readonly signatures: SignatureHelpProvider;
  readonly links: DocumentLinkProvider;
  readonly definitions: DefinitionProvider;
  readonly usages: ReferenceProvider;
  readonly renaming: RenameProvider;
  readonly colours: DocumentRangeSemanticTokensProvider;
  readonly selecting: SelectionRangeProvider;
  readonly hints: InlayHintsProvider;
  readonly formatting: DocumentFormattingEditProvider & DocumentRangeFormattingEditProvider;
}

/** The features over the documents and the knowledge of the session; `own` are those that follow what happens. */
export function languageFeatures(
  session: Session,
  extension: Uri,
  own: Pick<LanguageFeatures, 'folding' | 'hints'>,
): LanguageFeatures {
  const { documents } = session;
  return {
    hovers: hovers(session),
    outline: outline(session),
    completions: completions(session, requestSnippets(extension)),
    signatures: signatures(documents),
    links: documentLinks(session),
    definitions: definitions(session),
    usages: usages(session),
    renaming: renaming(session),
    colours: colours(session),
    selecting: selecting(documents),
    formatting: formatting(documents),
    ...own,
  };
}
