import { DocumentLink, type DocumentLinkProvider, Uri } from 'vscode';
import { links } from '../../core/service/languageService.ts';
import { toRange } from '../convert.ts';
import { fileUri } from '../files/fileUri.ts';
import type { Session } from '../session.ts';

/** Files and URLs that can be opened from the text. */
export function documentLinks(session: Session): DocumentLinkProvider {
  return {
    provideDocumentLinks: (document) =>
      links(session.documents.of(document), session.context(document)).map(({ start, end, target }) => {
        const uri = target.kind === 'url' ? Uri.parse(target.url) : fileUri(document.uri, target.path);
        return new DocumentLink(toRange(document, { start, end }), uri);
      }),
  };
}
