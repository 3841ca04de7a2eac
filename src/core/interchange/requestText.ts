import type { DraftPart, DraftRequest } from './draftRequest.ts';
import { escapeText, stands } from './escapeText.ts';
import type { ImportNote } from './importNote.ts';
import { differences } from './sameRequest.ts';

/** A request as text of a `.http` file, and what could not be said there exactly. */
export interface WrittenRequest {
  readonly text: string;
  readonly notes: readonly ImportNote[];
}

/**
 * Writes the request, reads it back, and compares what would go on the wire. Content that the language would take
 * for something of its own is written once more under `# @raw`.
 */
export function requestText(draft: DraftRequest): WrittenRequest {
  const plain = written(draft, plainBody(draft));
  const lost = differences(plain, draft);
  if (!lost.includes('content')) return { text: plain, notes: notesOf(lost) };
  const raw = written({ ...draft, directives: [...draft.directives, 'raw'] }, rawBody(draft));
  const still = differences(raw, draft);
  if (still.length < lost.length) return { text: raw, notes: notesOf(still) };
  return { text: plain, notes: notesOf(lost) };
}

/** Several requests as one file. */
export function joinRequests(all: readonly WrittenRequest[]): string {
  return all.reduce((file, { text }) => {
    if (file === '') return text;
    return `${file}\n${text.startsWith('###') ? '' : '###\n\n'}${text}`;
  }, '');
}

const notesOf = (parts: ReturnType<typeof differences>): readonly ImportNote[] =>
  parts.map((part) => ({ kind: 'differs', part }));

interface Body {
  readonly text: string;
  readonly definitions: DraftRequest['definitions'];
}

function written(draft: DraftRequest, body: Body): string {
  const { variables } = draft;
  const headers = draft.headers.map(([name, value]) => `${name}: ${escapeText(oneLine(value), variables)}`.trimEnd());
  const url = urlText(draft);
  const definitions = [...draft.definitions, ...body.definitions, ...backslashOf([url, ...headers, body.text])];
  const above = [
    ...(draft.title === undefined ? [] : [`### ${oneLine(draft.title)}`.trimEnd()]),
    ...draft.comments.map((comment) => `# ${oneLine(comment)}`),
    ...definitions.map(([name, value]) => `@${name} = ${value}`.trimEnd()),
    ...draft.directives.map((directive) => `# @${directive}`),
  ];
  const head = [...above, `${draft.method} ${url}`, ...headers].join('\n');
  const content = body.text === '' ? '' : `\n\n${body.text}`;
  const epilogue = draft.epilogue.length === 0 ? '' : `\n\n${draft.epilogue.join('\n')}`;
  return `${head}${content}${epilogue}\n`;
}

/** No line end may end a comment or a field early. */
const oneLine = (text: string): string => text.replaceAll(/[\r\n\u2028\u2029]+/g, ' ');

function backslashOf(texts: readonly string[]): DraftRequest['definitions'] {
  return texts.some((text) => text.includes(`{{${stands.backslash[0]}}}`)) ? [stands.backslash] : [];
}

/** Blanks and what is not ASCII are percent-encoded, as they are when the request goes out. */
function urlText({ url, variables }: DraftRequest): string {
  const hash = url.indexOf('#');
  const bare = hash === -1 ? url : url.slice(0, hash);
  const encoded = bare.replaceAll(/[^\x21-\x7e]/gu, (char) =>
    encodeURIComponent(/\p{Surrogate}/u.test(char) ? '\uFFFD' : char),
  );
  return escapeText(encoded, variables).replaceAll('\\{\\{', '%7B%7B');
}

function plainBody({ body, variables }: DraftRequest): Body {
  return { text: body.map((part, index) => partText(part, body[index + 1], variables)).join(''), definitions: [] };
}

/** A file stands on a line of its own. */
function partText(part: DraftPart, next: DraftPart | undefined, variables: readonly string[]): string {
  if (part.kind === 'file') return `< ${part.path}`;
  const text = escapeText(part.text, variables);
  return next === undefined || text.endsWith('\n') ? text : `${text}\n`;
}

/** Under `# @raw` only separators still cut the content, and blank lines at its end are dropped. */
function rawBody(draft: DraftRequest): Body {
  const hashes = `{{${stands.hashes[0]}}}`;
  const text = plainBody(draft).text.replaceAll(/^([ \t]*)###/gm, `$1${hashes}`);
  const ended = /[\r\n][ \t]*$/.test(text) || text.trim() === '' ? `${text}{{${stands.nothing[0]}}}` : text;
  return {
    text: ended,
    definitions: [...(text.includes(hashes) ? [stands.hashes] : []), ...(ended === text ? [] : [stands.nothing])],
  };
}
