import {
  type DataTransfer,
  DocumentDropOrPasteEditKind,
  DocumentPasteEdit,
  env,
  type Range,
  type TextDocument,
  window,
  workspace,
} from 'vscode';
import { type Imported, importCurl, looksLikeCurl } from '../../core/interchange/importCurl.ts';
import { describeNote } from '../../core/interchange/importNote.ts';
import { isInRequest, placedText } from '../../core/interchange/placedText.ts';
import { languageId } from '../files/documents.ts';
import type { Session } from '../session.ts';

/** Puts the curl command on the clipboard at the caret of the `.http` file in front, else into a new file. */
export async function pasteCurl(session: Session): Promise<void> {
  const text = await env.clipboard.readText();
  if (!looksLikeCurl(text)) {
    return void window.showInformationMessage('The clipboard holds no curl command. Copy one first.');
  }
  const imported = importCurl(text);
  const editor = window.activeTextEditor;
  if (imported.requests > 0) {
    if (editor?.document.languageId !== languageId) await openRequests(imported.text);
    else {
      const caret = editor.document.offsetAt(editor.selection.active);
      const { offset, newText } = placedText(session.documents.of(editor.document), caret, imported.text);
      await editor.edit((edit) => edit.insert(editor.document.positionAt(offset), newText));
    }
  }
  tellNotes(imported);
}

/** Opens the requests as a new `.http` file. */
export async function openRequests(content: string): Promise<void> {
  await window.showTextDocument(await workspace.openTextDocument({ language: languageId, content }));
}

/** Says what was not carried over, where anything was not. */
export function tellNotes({ notes, requests }: Imported): void {
  const [first, ...more] = [...new Set(notes.map(describeNote))];
  if (first === undefined) return;
  const all = `Show All ${more.length + 1}`;
  const told =
    requests === 0
      ? window.showWarningMessage(first)
      : window.showInformationMessage(first, ...(more.length > 0 ? [all] : []));
  void told.then((chosen) => {
    if (chosen === all) void window.showQuickPick([first, ...more], { title: 'What was not carried over as it was' });
  });
}

/** A pasted curl command as a request, unless it is pasted into one: there it is content. */
export async function pasteEdits(
  session: Session,
  document: TextDocument,
  ranges: readonly Range[],
  transfer: DataTransfer,
): Promise<DocumentPasteEdit[]> {
  const [range, ...more] = ranges;
  const text = await transfer.get('text/plain')?.asString();
  if (range === undefined || more.length > 0 || text === undefined || !looksLikeCurl(text)) return [];
  const tree = session.documents.of(document);
  const offset = document.offsetAt(range.start);
  const imported = importCurl(text);
  if (imported.requests === 0 || isInRequest(tree, offset)) return [];
  const { newText } = placedText(tree, offset, imported.text);
  return [
    new DocumentPasteEdit(newText, 'Paste cURL as Request', DocumentDropOrPasteEditKind.Text.append('http', 'curl')),
  ];
}
