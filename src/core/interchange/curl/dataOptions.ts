import type { DraftPart } from '../draftRequest.ts';
import type { CurlDraft } from './curlDraft.ts';
import { keepOption } from './curlDraft.ts';

/** `-d`, `--data-ascii`, `--data-binary`: `@path` names a file, whose line ends `-d` would take out. */
export function addData(draft: CurlDraft, value: string, written: string, lineEnds: 'kept' | 'taken-out'): void {
  if (!value.startsWith('@')) {
    addPiece(draft, { kind: 'text', text: value }, '&');
    return;
  }
  const path = value.slice(1);
  if (path === '-') {
    keepOption(draft, written);
    return;
  }
  if (lineEnds === 'taken-out') draft.notes.push({ kind: 'file-line-ends', path });
  addPiece(draft, { kind: 'file', path }, '&');
}

/** Adds a piece of content after the pieces before it. */
export function addPiece(draft: CurlDraft, part: DraftPart, joint: '&' | ''): void {
  draft.data.push({ part, joint: draft.data.length === 0 ? '' : joint });
}

/** `--data-urlencode`: `content`, `=content` and `name=content`; of a file nothing is known here. */
export function addEncoded(draft: CurlDraft, value: string, written: string): void {
  const at = value.search(/[=@]/);
  if (at !== -1 && value.charAt(at) === '@') {
    keepOption(draft, written);
    return;
  }
  const name = at > 0 ? `${value.slice(0, at)}=` : '';
  addPiece(draft, { kind: 'text', text: name + percentEncoded(value.slice(at + 1)) }, '&');
}

/** Everything but the unreserved characters of RFC 3986 §2.3. */
export function percentEncoded(text: string): string {
  const wellFormed = text.replaceAll(/\p{Surrogate}/gu, '\uFFFD');
  return encodeURIComponent(wellFormed).replaceAll(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The content, joined where texts meet. */
export function dataParts(draft: CurlDraft): readonly DraftPart[] {
  const parts: DraftPart[] = [];
  for (const { part, joint } of draft.data) {
    const last = parts.at(-1);
    const text = joint + (part.kind === 'text' ? part.text : '');
    if (last?.kind === 'text') parts[parts.length - 1] = { kind: 'text', text: last.text + text };
    else if (text !== '') parts.push({ kind: 'text', text });
    if (part.kind === 'file') parts.push(part);
  }
  return parts.filter((part) => part.kind === 'file' || part.text !== '');
}
